/**
 * Paid sounds: a label pays for a sound to stand on Discover and in the sound picker, and for posts that use it to be boosted,
 * always labelled. What is bought, and whose money is where, is {@link ovation.ads.promo}'s to know.
 */
@NullMarked
package ovation.ads.sound;

import org.jspecify.annotations.NullMarked;
