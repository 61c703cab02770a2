package ovation.base;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a list goes on, opaque to clients. Cursors say where, never who: every query still checks the reader.
 */
public record Cursor(List<String> parts) {

    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts).stream().map(Object::toString).toList());
    }

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refused for a cursor that we did not make */
    public static Cursor decode(String text, int size) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == size) {
                return new Cursor(List.of(parts));
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the refusal
        }
        throw Refused.field("cursor", "cursor_unknown");
    }

    public UUID id(int index) {
        return Ids.parse(parts.get(index)).orElseThrow(() -> Refused.field("cursor", "cursor_unknown"));
    }

    public long number(int index) {
        try {
            return Long.parseLong(parts.get(index));
        } catch (NumberFormatException notOurs) {
            throw Refused.field("cursor", "cursor_unknown");
        }
    }

    public Instant instant(int index) {
        return Instant.ofEpochMilli(number(index));
    }
}
