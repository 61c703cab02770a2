package ovation.ads.sound;

import java.util.UUID;

/**
 * A sound that a label wants to be seen.
 *
 * @param headline where it is placed, with {@code line} below it
 * @param review {@code in_review}, {@code approved} or {@code rejected}, with {@code reason} and {@code note}
 */
record PaidSound(
        UUID id,
        UUID business,
        UUID sound,
        String headline,
        String line,
        String review,
        String reason,
        String note,
        int version) {

    static final String KIND = "sound";
    /** What moderators see it as. */
    static final String SUBJECT = "sound_promotion";
}
