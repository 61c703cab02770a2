/** On which of several nodes the showings to a person are counted, so that caps hold on all of them together. */
@NullMarked
package ovation.ads.home;

import org.jspecify.annotations.NullMarked;
