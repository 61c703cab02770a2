package ovation.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import ovation.base.Ids;
import ovation.base.Refused;

/** Gives every request an id, which the response, the log and every problem carry; and answers refusals of filters. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    static final String ID = "requestId";
    static final String PATH = "path";

    private final Clock clock;
    private final Refusals refusals;

    RequestIds(Clock clock, Refusals refusals) {
        this.clock = clock;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = Ids.next(clock).toString();
        request.setAttribute(ID, id);
        request.setAttribute(PATH, request.getRequestURI());
        response.setHeader("X-Request-Id", id);
        try (var _ = MDC.putCloseable(ID, id)) {
            chain.doFilter(request, response);
        } catch (Refused refused) {
            refusals.answer(refused, request, response);
        }
    }
}
