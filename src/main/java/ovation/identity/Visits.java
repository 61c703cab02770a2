package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ovation.base.Signer;

/** Visits of people without an account: a signed random id that lives as long as the browser is open, and no row. */
@Component
class Visits {

    private static final String KEPT = Visits.class.getName() + ".kept";
    private static final int BYTES = 16;

    private final Signer signer;

    Visits(@Value("${ovation.secret}") String secret) {
        this.signer = Signer.of(secret, "visit");
    }

    Viewer visitor(HttpServletRequest request, List<Locale> languages) {
        var carried = carried(request);
        if (carried.isPresent()) {
            request.setAttribute(KEPT, true);
        }
        return new Viewer(
                carried.orElseGet(UUID::randomUUID),
                false,
                Set.of(),
                AgeBand.UNKNOWN,
                Regions.guess(languages),
                Regions.language(languages));
    }

    /** Gives the visit to the browser, when somebody first asks who the visitor is. */
    void keep(Viewer visitor, HttpServletRequest request, HttpServletResponse response) {
        if (visitor.signedIn() || request.getAttribute(KEPT) != null || response.isCommitted()) {
            return;
        }
        request.setAttribute(KEPT, true);
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(visitor.id().getMostSignificantBits())
                .putLong(visitor.id().getLeastSignificantBits())
                .array();
        Cookies.write(request, response, Cookies.VISIT, signer.sign(bytes), null);
    }

    private Optional<UUID> carried(HttpServletRequest request) {
        return Cookies.read(request, Cookies.VISIT)
                .flatMap(signer::open)
                .filter(bytes -> bytes.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(bytes -> new UUID(bytes.getLong(), bytes.getLong()));
    }
}
