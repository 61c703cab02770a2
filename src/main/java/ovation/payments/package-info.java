/**
 * Money in through a provider.
 *
 * <p><b>Owns</b> the provider port, charges and the sandbox provider. <b>Promises</b> that an intent is committed before the
 * provider is called, that unknown is not failed, and that a confirmed charge is posted once, in the transaction that
 * confirms it. <b>Never</b> sees a card number and never calls a provider inside a transaction.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention"})
@NullMarked
package ovation.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
