package ovation.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks, by bearer token or by cookie, never by both. The front door puts it into its security chain.
 *
 * <p>Leaves the request attributes {@code viewer} (a {@link Viewer}, always) and {@code me} (a {@link People.PersonCard}, when
 * signed in), and an authentication with the roles as authorities {@code ROLE_…}.
 */
@Component
public class Recognition extends OncePerRequestFilter {

    static final String VIEWER = "viewer";
    static final String ME = "me";
    private static final String TOKEN_REFUSED = Recognition.class.getName() + ".tokenRefused";
    private static final String BEARER = "Bearer ";

    private final SignIns signIns;
    private final Tokens tokens;
    private final Visits visits;
    private final Clock clock;

    Recognition(SignIns signIns, Tokens tokens, Visits visits, Clock clock) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.visits = visits;
        this.clock = clock;
    }

    /** Whether the request came with a bearer token that is unknown, expired or revoked: nothing may be done with it. */
    public static boolean tokenRefused(HttpServletRequest request) {
        return request.getAttribute(TOKEN_REFUSED) != null;
    }

    /** Whether the request speaks for somebody without his browser's doing: nothing that another site could make it send. */
    public static boolean byBearer(HttpServletRequest request) {
        return bearer(request).isPresent();
    }

    /** Whether the request carries a cookie that says who asks. */
    public static boolean byCookie(HttpServletRequest request) {
        return Cookies.read(request, Cookies.SIGN_IN).isPresent()
                || Cookies.read(request, Cookies.VISIT).isPresent();
    }

    /** Who asks, as this filter found; empty before it ran. */
    public static Optional<Viewer> viewer(HttpServletRequest request) {
        return Optional.ofNullable((Viewer) request.getAttribute(VIEWER));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var account = account(request, response);
        if (account == null) {
            request.setAttribute(
                    VIEWER,
                    visits.visitor(request, Collections.list(request.getLocales()))
                            .on(device(request)));
        } else {
            var viewer = account.viewer(LocalDate.now(clock)).on(device(request));
            request.setAttribute(VIEWER, viewer);
            request.setAttribute(ME, account.card());
            authenticate(viewer);
        }
        chain.doFilter(request, response);
    }

    private static Device device(HttpServletRequest request) {
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null ? Device.UNKNOWN : Device.of(agent);
    }

    private @Nullable Account account(HttpServletRequest request, HttpServletResponse response) {
        var token = bearer(request);
        if (token.isEmpty()) {
            return signIns.recognise(request, response).orElse(null);
        }
        var account = tokens.recognise(token.get());
        if (account.isEmpty()) {
            request.setAttribute(TOKEN_REFUSED, true);
        }
        return account.orElse(null);
    }

    private static void authenticate(Viewer viewer) {
        var roles = viewer.roles().stream().map(role -> "ROLE_" + role.name()).toArray(String[]::new);
        SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                viewer, "", AuthorityUtils.createAuthorityList(roles))));
    }

    static Optional<String> bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
