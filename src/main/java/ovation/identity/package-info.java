/**
 * People and who they may act for.
 *
 * <p><b>Owns</b> sign-up, sign-in, second factors, cookies and bearer tokens, roles, age and region, follow and block, businesses and their
 * members. <b>Promises</b> that every request carries a {@code Viewer}, signed in or not, and that a revoked sign-in ends
 * at once. <b>Never</b> shows a birth date, an e-mail or a password hash to another person.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention"})
@NullMarked
package ovation.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
