package ovation.videos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.Exposure;
import ovation.attention.Exposures;

/** A book in memory; a token is the exposure's id. */
public final class FakeAttention implements AttentionBook, Exposures {

    public final List<AttentionEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Exposure> signed = new ConcurrentHashMap<>();

    @Override
    public void record(List<AttentionEvent> written) {
        events.addAll(written);
    }

    /** Part of the book's contract since the readers were written. */
    public boolean caughtUp() {
        return true;
    }

    @Override
    public String sign(Exposure exposure) {
        signed.put(exposure.id().toString(), exposure);
        return exposure.id().toString();
    }

    @Override
    public Optional<Exposure> open(String token) {
        return Optional.ofNullable(signed.get(token));
    }
}
