/**
 * What is bought for whole days at a fixed price, with a budget for boosting people's posts and prize money beside it:
 * challenges and paid sounds are both one. Owns the slots, the money that is frozen for them, the people's posts and
 * whether they may be boosted. What a promotion is about is its {@link ovation.ads.promo.PromotionKind}'s to say.
 */
@NullMarked
package ovation.ads.promo;

import org.jspecify.annotations.NullMarked;
