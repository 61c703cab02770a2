/**
 * Spark: a creator's post as an ad, by a code that she gives and takes back, for a share of what is spent on it. Owns the codes,
 * the ledger of consent and the shares. The auction and its settling know of it only what they ask: whether a post may be shown
 * ({@link ovation.ads.PostConsents}), is a creative ({@link ovation.ads.CreatorPosts}), and what its creator gets
 * ({@link ovation.ads.CreatorShares}).
 */
@NullMarked
package ovation.ads.spark;

import org.jspecify.annotations.NullMarked;
