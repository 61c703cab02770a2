package ovation.ads.effect;

import java.util.UUID;
import ovation.videos.Effects.Effect;

/**
 * An effect of a business.
 *
 * @param state of its review: {@code in_review}, {@code approved} or {@code rejected}
 * @param reason why it was rejected: a code of moderation's catalogue; {@code none} otherwise
 * @param frozen whether it is booked
 */
record BrandedEffect(
        Effect effect, UUID business, String state, String reason, String note, int version, boolean frozen) {

    UUID id() {
        return effect.id();
    }
}
