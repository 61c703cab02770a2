/**
 * Reports, review queues and decisions.
 *
 * <p><b>Owns</b> review cases with their reasons and who decided. <b>Promises</b> that a decision is made once, by a
 * moderator, with a catalogued reason. <b>Never</b> changes what it judges: the owner reacts to {@code DecisionMade}.
 */
@ApplicationModule(
        allowedDependencies = {"base", "ledger", "attention", "identity", "payments", "media", "partners", "videos"})
@NullMarked
package ovation.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
