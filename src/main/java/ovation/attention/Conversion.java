package ovation.attention;

import java.util.Optional;

/**
 * What a house of ours writes into the book when somebody has bought something, as the claim of an unpaid exposure of type
 * {@link AttentionType#CONVERTED}: the subject is what was bought, the viewer who bought it, the owner who sold it.
 *
 * @param event lower case, for example {@code purchase} or {@code unlock}
 * @param valueMicros 0 for none
 * @param currency ISO 4217
 */
public record Conversion(String event, long valueMicros, String currency) {

    private static final String VERSION = "cv1";

    public String claim() {
        return String.join("~", VERSION, event, Long.toString(valueMicros, 36), currency);
    }

    /** Empty for all other events, also for conversions that ads has attributed to a showing. */
    public static Optional<Conversion> of(AttentionEvent event) {
        if (event.type() != AttentionType.CONVERTED || event.exposure().paid()) {
            return Optional.empty();
        }
        var parts = event.exposure().claim().split("~", -1);
        return parts.length == 4 && parts[0].equals(VERSION)
                ? Optional.of(new Conversion(parts[1], Long.parseLong(parts[2], 36), parts[3]))
                : Optional.empty();
    }
}
