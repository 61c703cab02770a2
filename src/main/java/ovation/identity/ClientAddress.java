package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom to count a request for when there is no account. */
public final class ClientAddress {

    private ClientAddress() {}

    /** The IPv4 address, or the /64 of an IPv6 address: one household owns all of it. */
    public static String of(HttpServletRequest request) {
        var text = request.getRemoteAddr();
        try {
            // A literal is never looked up; Tomcat gives nothing else.
            var bytes = InetAddress.ofLiteral(text).getAddress();
            return bytes.length == 4 ? text : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) + "/64";
        } catch (IllegalArgumentException notAnAddress) {
            return "unknown";
        }
    }
}
