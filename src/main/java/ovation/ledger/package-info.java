/**
 * The book of what is owed: double entry, append-only, one door.
 *
 * <p><b>Owns</b> accounts, transfers, entries, holds and their invariants. <b>Promises</b> that a transfer happens once or
 * not at all, that every currency balances, that no account falls below its floor, and that its own checker runs always.
 * <b>Never</b> calls out, knows a campaign or a video, or changes what it has written.
 */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package ovation.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
