/** What an ad group wants for its money and how it bids for it. Knows nothing of the rest of ads. */
@NullMarked
package ovation.ads.goal;

import org.jspecify.annotations.NullMarked;
