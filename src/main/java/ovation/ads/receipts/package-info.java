/** A signed receipt for each charge, and whoever wants can compute it again. */
@NullMarked
package ovation.ads.receipts;

import org.jspecify.annotations.NullMarked;
