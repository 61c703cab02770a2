/**
 * Branded Hashtag Challenges: a business pays for a hashtag's page, for the banner on Discover, for prizes and boosts;
 * people take part with posts. What is bought, and whose money is where, is {@link ovation.ads.promo}'s to know.
 */
@NullMarked
package ovation.ads.challenge;

import org.jspecify.annotations.NullMarked;
