/** What stands beside the charges: credits, promotional credit, invalid traffic, invoices and credit notes. */
@NullMarked
package ovation.ads.billing;

import org.jspecify.annotations.NullMarked;
