/**
 * TopView: the first clip of a market's day, sold in shares of voice at a fixed price. Owns its calendar, bookings, creatives,
 * seat, charges and reports. The auction asks it, through {@link ovation.ads.ExclusiveClips}, which clips are its alone today.
 */
@NullMarked
package ovation.ads.topview;

import org.jspecify.annotations.NullMarked;
