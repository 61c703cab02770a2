package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Names the sign-in that the present request comes with, without telling the cookie or the token. */
final class SignInName {

    /** Outside a request: jobs, stories and the demo. */
    static final String NONE = "none";

    private SignInName() {}

    static String now(SignIns signIns) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
                ? of(web.getRequest(), signIns)
                : NONE;
    }

    private static String of(HttpServletRequest request, SignIns signIns) {
        return Recognition.bearer(request)
                .map(token -> "token:" + sha256(token))
                .or(() -> signIns.name(request).map(id -> "cookie:" + id))
                .orElse(NONE);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
