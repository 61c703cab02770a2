package ovation.partners;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.identity.ClientAddress;
import ovation.identity.Recognition;
import ovation.identity.Viewer;

/**
 * Counts requests by person, or by address without one, and says so in the headers of the IETF draft "RateLimit header
 * fields for HTTP". Each node counts for itself. The front door puts it into its security chain, behind recognition.
 */
@Component
public class RateLimits extends OncePerRequestFilter {

    private record Window(int requests, int seconds) {}

    private record Key(Flow flow, Object who) {}

    private final Limits limits;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    RateLimits(Limits limits) {
        this.limits = limits;
    }

    /** @throws Refused {@code too_many_requests}, with the header {@code Retry-After} set */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var flow = Flow.of(request);
        var window = window(flow);
        var bucket = buckets.get(new Key(flow, who(request, flow)), key -> bucket(window));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        var reset = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset()) + 1;
        response.setHeader(
                "RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(flow.label(), window.requests(), window.seconds()));
        response.setHeader("RateLimit", "\"%s\";r=%d;t=%d".formatted(flow.label(), probe.getRemainingTokens(), reset));
        if (!probe.isConsumed()) {
            var wait = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            response.setHeader("Retry-After", Long.toString(wait));
            throw Refused.because(CommonProblem.TOO_MANY_REQUESTS);
        }
        chain.doFilter(request, response);
    }

    /** Sign-up and sign-in count by address always: who signs in as many people is still one. */
    private static Object who(HttpServletRequest request, Flow flow) {
        var address = ClientAddress.of(request);
        if (flow == Flow.SIGN_UP || flow == Flow.SIGN_IN) {
            return address;
        }
        return Recognition.viewer(request)
                .filter(Viewer::signedIn)
                .<Object>map(Viewer::id)
                .orElse(address);
    }

    private static Bucket bucket(Window window) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(window.requests())
                        .refillGreedy(window.requests(), Duration.ofSeconds(window.seconds())))
                .build();
    }

    private Window window(Flow flow) {
        return switch (flow) {
            case DEFAULT ->
                new Window(limits.standard().requests(), limits.standard().seconds());
            case ATTENTION ->
                new Window(limits.attention().requests(), limits.attention().seconds());
            case SIGN_UP ->
                new Window(limits.signUp().requests(), limits.signUp().seconds());
            case SIGN_IN ->
                new Window(limits.signIn().requests(), limits.signIn().seconds());
            case UPLOAD ->
                new Window(limits.upload().requests(), limits.upload().seconds());
        };
    }
}
