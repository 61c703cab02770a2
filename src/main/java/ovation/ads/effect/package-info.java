/**
 * Branded effects: made by a business, reviewed, first in a market's tray for the days that are bought, at a fixed price a day. The
 * price is frozen on order, charged day by day as delivered, and what is not delivered goes back.
 */
@NullMarked
package ovation.ads.effect;

import org.jspecify.annotations.NullMarked;
