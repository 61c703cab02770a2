/** How many of the impressions could really be seen: half of the pixels for two continuous seconds (MRC, video). */
@NullMarked
package ovation.ads.viewable;

import org.jspecify.annotations.NullMarked;
