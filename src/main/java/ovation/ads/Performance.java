package ovation.ads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Auction;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;

/** What was learned of ads within seven days: whether people watch or dismiss them, how often each was seen by whom. */
@Component
class Performance implements AttentionListener {

    private static final double KAPPA = 200;
    private static final double DISMISSAL_WEIGHT = 10;

    private static final int SHOWN = 1;
    private static final int ENGAGED = 2;
    private static final int DISMISSED = 4;

    private static final class Tally {
        private double impressions;
        private double engaged;
        private double dismissed;
    }

    private final Map<UUID, Tally> byAd = new ConcurrentHashMap<>();
    private final Tally all = new Tally();
    private final Cache<UUID, Integer> heard = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final Frequency frequency;
    private final Lineage lineage;

    Performance(Frequency frequency, Lineage lineage) {
        this.lineage = lineage;
        this.frequency = frequency;
    }

    @Override
    public String name() {
        return "ads-performance";
    }

    @Override
    public Duration memory() {
        return Frequency.MEMORY;
    }

    @Override
    public void hear(List<AttentionEvent> events, boolean live) {
        for (var event : events) {
            if (!event.marked() && event.exposure().paid()) {
                Claim.decode(event.exposure().claim()).ifPresent(claim -> hear(event, claim));
            }
        }
    }

    private void hear(AttentionEvent event, Claim claim) {
        var exposure = event.exposure();
        switch (event.type()) {
            case SHOWN -> {
                frequency.seen(
                        exposure.viewer(), lineage.of(claim.ad(), claim.adGroup()), exposure.id(), exposure.servedAt());
                count(exposure.id(), claim, SHOWN);
            }
            case WATCHED -> {
                if (Billing.isView(event.watchedMillis(), exposure.durationMillis())) {
                    count(exposure.id(), claim, ENGAGED);
                }
            }
            case NOT_INTERESTED, REPORTED -> {
                frequency.dismissed(exposure.viewer(), claim.adGroup());
                count(exposure.id(), claim, DISMISSED);
            }
            default -> {
                // clicks, likes and follows say nothing that the quality term uses yet
            }
        }
    }

    private synchronized void count(UUID exposure, Claim claim, int what) {
        var before = heard.get(exposure, id -> 0);
        if ((before & what) != 0) {
            return;
        }
        heard.put(exposure, before | what);
        var tally = byAd.computeIfAbsent(claim.ad(), ad -> new Tally());
        switch (what) {
            case SHOWN -> {
                tally.impressions++;
                all.impressions++;
            }
            case ENGAGED -> {
                tally.engaged++;
                all.engaged++;
            }
            default -> {
                tally.dismissed++;
                all.dismissed++;
            }
        }
    }

    /** The viewers' side of the score: above 1 if the ad is watched more and dismissed less than others. */
    double quality(UUID ad) {
        var tally = byAd.get(ad);
        if (tally == null) {
            return 1;
        }
        var engagedOfAll = (all.engaged + 1) / (all.impressions + 2);
        var dismissedOfAll = all.dismissed / (all.impressions + 1);
        var engaged = (tally.engaged + KAPPA * engagedOfAll) / (tally.impressions + KAPPA) - engagedOfAll;
        var dismissed = (tally.dismissed + KAPPA * dismissedOfAll) / (tally.impressions + KAPPA) - dismissedOfAll;
        var better = engaged - DISMISSAL_WEIGHT * dismissed;
        return Math.clamp(1 + better, 1 - Auction.QUALITY_BOUND, 1 + Auction.QUALITY_BOUND);
    }
}
