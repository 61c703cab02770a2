/**
 * What to show next, and why.
 *
 * <p><b>Owns</b> candidates, ranking, learning, the seat plan, Discover. <b>Promises</b> to learn within a second, to say why
 * each item is there, and a mode that reads nothing about the person. <b>Never</b> holds truth: its state is rebuilt from
 * the attention book. Ads take seats as {@code feed.guests}.
 */
@ApplicationModule(
        allowedDependencies = {"base", "ledger", "attention", "identity", "payments", "media", "partners", "videos"})
@NullMarked
package ovation.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
