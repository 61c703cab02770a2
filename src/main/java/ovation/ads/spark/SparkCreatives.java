package ovation.ads.spark;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.CreatorPosts;
import ovation.ads.Inputs;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** Creators' posts as creatives of ads. */
@Component
class SparkCreatives implements CreatorPosts {

    private final SparkCodes codes;
    private final Videos videos;
    private final Clock clock;

    SparkCreatives(SparkCodes codes, Videos videos, Clock clock) {
        this.codes = codes;
        this.videos = videos;
        this.clock = clock;
    }

    /** The post of a code that the business has redeemed and that still stands; of any length. */
    @Override
    public Optional<Videos.VideoFacts> creative(Inputs inputs, UUID business, UUID spark) {
        var code = codes.find(spark).filter(known -> business.equals(known.business()));
        if (code.isEmpty()) {
            inputs.wrong("spark", "spark_not_redeemed");
            return Optional.empty();
        }
        var facts = videos.facts(code.get().video());
        if (facts.isEmpty() || !code.get().standsAt(clock.instant())) {
            inputs.wrong("spark", "spark_has_ended");
            return Optional.empty();
        }
        return facts;
    }

    /** Each use of a code stands in the ledger of consent: by it the creator is paid. */
    @Override
    public void used(Viewer viewer, UUID spark, UUID ad) {
        codes.find(spark).ifPresent(code -> codes.note(code, "used", viewer.person(), ad));
    }
}
