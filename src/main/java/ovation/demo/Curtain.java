package ovation.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Down while the stage is set at first start: everybody sees how far it is, nobody acts while the clock is elsewhere.
 */
@Demo
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Curtain extends OncePerRequestFilter {

    static final String PASS = "X-Demo-Pass";

    private final String pass;
    private final String page;
    private volatile int percent = 100;

    Curtain() throws IOException {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        pass = HexFormat.of().formatHex(random);
        page = new ClassPathResource("demo/curtain.html").getContentAsString(StandardCharsets.UTF_8);
    }

    /** Lets the demo's own requests through. */
    String pass() {
        return pass;
    }

    void down(int percentDone) {
        percent = Math.min(99, percentDone);
    }

    void up() {
        percent = 100;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (percent == 100
                || pass.equals(request.getHeader(PASS))
                // Machines of the payment provider, who show a key or sign.
                || path.startsWith("/sandbox/psp/")
                || path.startsWith("/webhooks/")
                || path.startsWith("/css/")
                || path.startsWith("/img/")
                || path.startsWith("/vendor/")) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "3");
        response.setHeader("Refresh", "2");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(page.replace("{percent}", String.valueOf(percent)));
    }
}
