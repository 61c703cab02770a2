/**
 * Another company, played by us: a payment provider without money, with its own books, its own REST under
 * {@code /sandbox/psp/v1}, hosted pages, signed webhooks and a settlement report. The rest of {@code payments} meets it by HTTP
 * only, as it would any provider, and knows none of its tables.
 */
@NullMarked
package ovation.payments.sandbox;

import org.jspecify.annotations.NullMarked;
