/**
 * Money out to creators.
 *
 * <p><b>Owns</b> holds, gates, tax forms, payout methods, statements, batches and rails. <b>Promises</b> that money is reserved
 * before it is sent, booked when it is confirmed and freed when it failed, and that no one person pays out alone.
 * <b>Never</b> asks where an earning came from: it reads the ledger.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "identity", "payments", "media", "partners"})
@NullMarked
package ovation.payouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
