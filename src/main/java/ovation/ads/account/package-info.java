/** How a business wants its days cut and its invoices addressed. */
@NullMarked
package ovation.ads.account;

import org.jspecify.annotations.NullMarked;
