/**
 * The books, for people: trial balance, periods, exports, and the way from a figure to its cause.
 *
 * <p><b>Owns</b> pages and REST over the ledger. <b>Promises</b> that every figure leads to its postings and every posting to the
 * business fact behind it. <b>Never</b> posts.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "identity", "payments", "media", "partners"})
@NullMarked
package ovation.finance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
