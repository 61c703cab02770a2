package ovation.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON that has one form only (RFC 8785): members sorted, no white space, integers below 2^53. So whoever parses a receipt
 * can write it down again in his own language and meet the same SHA-256. Ours holds text without control characters.
 */
public final class Canonical {

    private Canonical() {}

    /** @param value maps with text keys, lists, text, {@code Long} and {@code Integer} */
    public static String json(Object value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** Of the JSON in UTF-8, as lower-case hex. */
    public static String sha256(Object value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Object value, StringBuilder text) {
        switch (value) {
            case Map<?, ?> members -> {
                var sorted = new TreeMap<String, Object>();
                members.forEach((name, member) -> sorted.put((String) name, member));
                var separator = '{';
                for (var member : sorted.entrySet()) {
                    quote(member.getKey(), text.append(separator));
                    write(member.getValue(), text.append(':'));
                    separator = ',';
                }
                text.append(sorted.isEmpty() ? "{}" : "}");
            }
            case List<?> elements -> {
                var separator = '[';
                for (var element : elements) {
                    write(element, text.append(separator));
                    separator = ',';
                }
                text.append(elements.isEmpty() ? "[]" : "]");
            }
            case Long number -> text.append(number.longValue());
            case Integer number -> text.append(number.intValue());
            case String words -> quote(words, text);
            default -> throw new IllegalArgumentException("No place in a receipt for " + value.getClass());
        }
    }

    private static void quote(String words, StringBuilder text) {
        if (words.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("No control characters in a receipt");
        }
        text.append('"')
                .append(words.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
