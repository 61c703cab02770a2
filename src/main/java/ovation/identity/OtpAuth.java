package ovation.identity;

import io.nayuki.qrcodegen.QrCode;

/** What an authenticator app scans: the key in an {@code otpauth:} address, drawn as a QR code. */
record OtpAuth(int size, String path) {

    /** Quiet modules around the code, as ISO 18004 wants. */
    private static final int BORDER = 4;

    /** Handles are plain ASCII, so nothing needs escaping. */
    static String uri(String handle, String key) {
        return "otpauth://totp/Ovation:" + handle + "?secret=" + key + "&issuer=Ovation&algorithm=SHA1&digits="
                + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
    }

    /** The dark modules as one SVG path over a square of {@code size}. */
    static OtpAuth draw(String uri) {
        var code = QrCode.encodeText(uri, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + BORDER)
                            .append(',')
                            .append(y + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return new OtpAuth(code.size + 2 * BORDER, path.toString());
    }
}
