/**
 * Files that people upload, and what is made of them.
 *
 * <p><b>Owns</b> resumable upload, sniffing and limits, renditions, posters, signed playback, the storage port.
 * <b>Promises</b> that what it refuses leaves nothing behind, and that no upload makes us fetch anything. <b>Never</b> knows
 * what a clip is for: that is the videos module's.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention"})
@NullMarked
package ovation.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
