package ovation.ads.measure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import ovation.base.Ids;

/**
 * Tells browsers which pages may report to a pixel (CORS): those whose origin the advertiser has named, and without credentials. Everybody
 * else's page reads nothing and, where the browser asks first, sends nothing.
 */
@Component
class PixelDoor extends OncePerRequestFilter {

    private static final Pattern PATH = Pattern.compile("/api/v1/pixels/([0-9a-f-]{36})/events");

    private final Pixels pixels;

    PixelDoor(Pixels pixels) {
        this.pixels = pixels;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var pixel = pixel(request);
        if (pixel.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var origin = request.getHeader("Origin");
        var allowed = origin != null
                && pixels.known(pixel.get()).filter(its -> its.allows(origin)).isPresent();
        response.addHeader("Vary", "Origin");
        if (allowed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
        if (!request.getMethod().equals("OPTIONS")) {
            chain.doFilter(request, response);
        } else if (allowed) {
            response.setHeader("Access-Control-Allow-Methods", "POST");
            response.setHeader("Access-Control-Allow-Headers", "Content-Type");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static Optional<UUID> pixel(HttpServletRequest request) {
        var path = PATH.matcher(request.getRequestURI());
        return path.matches() ? Ids.parse(path.group(1)) : Optional.empty();
    }
}
