/**
 * Who integrates by REST, and how much.
 *
 * <p><b>Owns</b> idempotency keys and rate limits. <b>Promises</b> that a request with a known {@code Idempotency-Key} gets
 * the first answer again. <b>Never</b> keeps an answer that the transaction did not commit.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention", "identity", "payments", "media"})
@NullMarked
package ovation.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
