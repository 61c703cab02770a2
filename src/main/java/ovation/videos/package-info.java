/**
 * Posts and what people say to them.
 *
 * <p><b>Owns</b> videos, captions, hashtags, mentions, sounds, likes, comments, shares. <b>Promises</b> through
 * {@code videos.gates} that who may not watch, does not. <b>Never</b> ranks and never pays.
 */
@ApplicationModule(allowedDependencies = {"base", "ledger", "attention", "identity", "payments", "media", "partners"})
@NullMarked
package ovation.videos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
