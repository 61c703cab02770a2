/**
 * Bedrock, open to every module: ids, references, cursors, signatures and refusals.
 *
 * <p><b>Owns</b> the few words that all floors share. <b>Promises</b> values without behaviour that could fail
 * at start-up. <b>Never</b> holds a bean, a table or a rule of a business.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package ovation.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
