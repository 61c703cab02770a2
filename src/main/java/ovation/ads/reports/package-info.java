/** What was delivered and charged, by hour and one breakdown, on pages, over REST and as files. */
@NullMarked
package ovation.ads.reports;

import org.jspecify.annotations.NullMarked;
