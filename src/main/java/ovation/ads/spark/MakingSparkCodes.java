package ovation.ads.spark;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.AdServing;
import ovation.ads.Inputs;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** A creator gives her consent for one post, and takes it back. Both leave a row in the ledger of consent. */
@Service
class MakingSparkCodes {

    static final List<Integer> DAYS = List.of(7, 30, 60, 365);
    static final int STANDARD_DAYS = 30;
    private static final int MOST_SHOWN = 200;

    private final SparkCodes codes;
    private final SparkPermits permits;
    private final AdServing serving;
    private final Videos videos;
    private final SparkSettings settings;
    private final Clock clock;

    MakingSparkCodes(
            SparkCodes codes,
            SparkPermits permits,
            AdServing serving,
            Videos videos,
            SparkSettings settings,
            Clock clock) {
        this.codes = codes;
        this.permits = permits;
        this.serving = serving;
        this.videos = videos;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param days 7, 30, 60 or 365; 30 if left out
     * @param sharePercent the creator's part of what is spent on the post; the installation's usual one if left out
     */
    record Terms(
            @Nullable UUID video,
            @Nullable Integer days,
            @Nullable Integer sharePercent) {}

    /**
     * The same id with the same terms again changes nothing.
     *
     * @param id made by who asks
     */
    @Transactional
    SparkCode make(Viewer viewer, UUID id, Terms terms) {
        var creator = viewer.person();
        var inputs = new Inputs();
        var video = inputs.id("video", terms.video());
        var days = terms.days() == null ? STANDARD_DAYS : terms.days();
        if (!DAYS.contains(days)) {
            inputs.wrong("days", "not_offered");
        }
        var share = inputs.number(
                "sharePercent",
                terms.sharePercent(),
                settings.sharePercent(),
                settings.lowestPercent(),
                settings.highestPercent());
        inputs.check();
        var known = codes.find(id);
        if (known.isPresent()) {
            return sameAgain(known.get(), creator, video, days, share);
        }
        refuseUnlessPublic(creator, video);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var code = new SparkCode(
                id, creator, video, share, days, now, now.plus(Duration.ofDays(days)), null, null, null, null);
        var standing = codes.ofVideo(video, MOST_SHOWN).stream()
                .filter(each -> each.standsAt(now))
                .count();
        if (standing >= settings.openCodes()) {
            throw Refused.because(SparkProblem.SPARK_TOO_MANY_CODES, settings.openCodes());
        }
        if (!codes.insert(code, SparkSecret.fresh())) {
            return sameAgain(codes.find(id).orElseThrow(), creator, video, days, share);
        }
        codes.note(code, "consented", creator, null);
        return code;
    }

    /** Stops every ad that stands on it, on all nodes within a second. Again changes nothing. */
    @Transactional
    void revoke(Viewer viewer, UUID id) {
        var code = own(viewer, id);
        end(List.of(code), "revoked", viewer.person());
    }

    /** Consent ends for whatever reason; joins the caller's transaction. */
    @Transactional
    void end(List<SparkCode> which, String why, UUID by) {
        var ended = codes.end(which.stream().map(SparkCode::id).toList());
        for (var code : which) {
            if (ended.contains(code.id())) {
                codes.note(code, why, by, null);
                permits.drop(code.id());
            }
        }
        if (!ended.isEmpty()) {
            serving.changed();
        }
    }

    /** @throws Refused 404 for other people's */
    SparkCode own(Viewer viewer, UUID id) {
        return codes.find(id)
                .filter(code -> code.creator().equals(viewer.person()))
                .orElseThrow(Refused::notFound);
    }

    private void refuseUnlessPublic(UUID creator, UUID video) {
        var facts = videos.facts(video)
                .filter(known -> known.creator().equals(creator))
                .orElseThrow(() -> Refused.field("video", "spark_public_post_of_yours"));
        if (facts.promotional()) {
            throw Refused.field("video", "spark_public_post_of_yours");
        }
    }

    private static SparkCode sameAgain(SparkCode known, UUID creator, UUID video, int days, int share) {
        if (!known.creator().equals(creator)
                || !known.video().equals(video)
                || known.days() != days
                || known.sharePercent() != share) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
        return known;
    }
}
