/**
 * What a campaign brings about that would not have happened without it, by ghost ads (Johnson, Lewis, Nubbemeyer 2017). Of each
 * campaign a few people, chosen by a hash, never see its ads: where it would have won the seat, that is noted and the
 * runner-up is served. Both groups are those for whom the campaign won, so only the ad itself sets them apart.
 */
@NullMarked
package ovation.ads.lift;

import org.jspecify.annotations.NullMarked;
