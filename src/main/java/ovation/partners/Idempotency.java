package ovation.partners;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import ovation.identity.Viewer;

/**
 * Answers a repeated money request with its first answer. For each POST that moves money: the caller sends
 * {@code Idempotency-Key} (1 to 100 visible ASCII characters); the same key with another body is refused.
 */
public interface Idempotency {

    /**
     * @param key the header's value; null is refused with {@code idempotency_key_needed}
     * @param request what was asked, as the record that was parsed; its canonical JSON is hashed
     * @param work runs once, in no transaction of ours; its answer is kept if it is 2xx or 4xx
     */
    <T> ResponseEntity<Object> once(
            Viewer viewer, String route, @Nullable String key, Object request, Supplier<ResponseEntity<T>> work);
}
