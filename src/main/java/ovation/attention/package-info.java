/**
 * The book of what was shown, watched and clicked.
 *
 * <p><b>Owns</b> exposures (signed permissions to report), the partitioned event log, invalid-traffic marks, readers with
 * cursors, qualified views. <b>Promises</b> that a replay changes nothing, that each reader sees each event exactly once,
 * in one order, also after a crash. <b>Never</b> knows what a subject is: it holds a {@code SubjectRef}.
 */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package ovation.attention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
