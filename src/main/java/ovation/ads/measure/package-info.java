/**
 * What ads bring about: pixels and server events in, touches, attribution, and the choice of people about all of it.
 *
 * <p>A conversion is taken once ({@link TakingEvents}), credited to one touch at most ({@link Attributing}), and told to the predictors
 * by the book of attention. Nothing here moves money.
 */
@NullMarked
package ovation.ads.measure;

import org.jspecify.annotations.NullMarked;
