package ovation.ads;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.shop.ShopCards;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.DecisionMade;
import ovation.moderation.Reviews;
import ovation.videos.Videos;

/** Ads as people make and change them, and as moderators judge them. Nothing unreviewed serves. */
@Service
class EditingAds implements AdCreatives {

    private static final int SHORTEST_MILLIS = 5_000;
    private static final int LONGEST_MILLIS = 60_000;
    /** A clip made to be 60 s has a frame more. */
    private static final int TOLERANCE_MILLIS = 500;

    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Ads ads;
    private final Videos videos;
    private final CreatorPosts sparks;
    private final ShopCards cards;
    private final Reviews reviews;
    private final TargetingReview reviewing;
    private final Clock clock;

    EditingAds(
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Ads ads,
            Videos videos,
            CreatorPosts sparks,
            ShopCards cards,
            Reviews reviews,
            TargetingReview reviewing,
            Clock clock) {
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
        this.videos = videos;
        this.sparks = sparks;
        this.cards = cards;
        this.reviews = reviews;
        this.reviewing = reviewing;
        this.clock = clock;
    }

    /**
     * What is null stays, when an ad is changed.
     *
     * @param video the creative: a post of the member's own, 5 to 60 s if it was made for an ad
     * @param spark or a creator's post: the redeemed code it stands on
     * @param displayName shown as "Paid by …"
     * @param callToAction one of {@link Ad#CALLS_TO_ACTION}
     * @param draft whether it is not to go to review yet; only at creation
     * @param destination what of ours it leads to, a product or a LIVE room, in place of {@code landingUrl}
     */
    record AdForm(
            @Nullable UUID video,
            @Nullable UUID spark,
            @Nullable String displayName,
            @Nullable String callToAction,
            @Nullable String landingUrl,
            @Nullable Boolean draft,
            @Nullable Integer version,
            @Nullable SubjectRef destination) {

        AdForm(
                @Nullable UUID video,
                @Nullable UUID spark,
                @Nullable String displayName,
                @Nullable String callToAction,
                @Nullable String landingUrl,
                @Nullable Integer version,
                @Nullable SubjectRef destination) {
            this(video, spark, displayName, callToAction, landingUrl, null, version, destination);
        }

        /** One that leads to an address. */
        AdForm(
                @Nullable UUID video,
                @Nullable UUID spark,
                @Nullable String displayName,
                @Nullable String callToAction,
                @Nullable String landingUrl,
                @Nullable Integer version) {
            this(video, spark, displayName, callToAction, landingUrl, null, version, null);
        }
    }

    @Transactional
    Ad create(Viewer viewer, UUID adGroup, AdForm form) {
        var group = access.groupToEdit(viewer, adGroup);
        var campaign = campaigns.find(group.campaign()).orElseThrow();
        EditingCampaigns.refuseEnded(campaign);
        var inputs = new Inputs();
        var video = creative(inputs, viewer, campaign, form);
        var ad = new Ad(
                Ids.next(clock),
                adGroup,
                video.id(),
                video.creator(),
                video.durationMillis(),
                inputs.text("displayName", form.displayName(), 40),
                inputs.oneOf("callToAction", form.callToAction(), Ad.CALLS_TO_ACTION),
                form.destination() == null
                        ? inputs.landingUrl("landingUrl", form.landingUrl())
                        : cards.url(inputs, campaign.business(), form.destination()),
                form.spark(),
                form.destination(),
                Boolean.TRUE.equals(form.draft()) ? "draft" : "in_review",
                "none",
                "",
                null,
                0);
        inputs.check();
        ads.insert(ad);
        standOnSpark(viewer, ad);
        if (!ad.review().equals("draft")) {
            submit(viewer, campaign, ad);
        }
        return ad;
    }

    @Transactional
    Ad change(Viewer viewer, UUID id, AdForm form) {
        var before = access.adToEdit(viewer, id);
        var campaign = campaignOf(before);
        EditingCampaigns.refuseEnded(campaign);
        var inputs = new Inputs();
        var newCreative = form.spark() != null
                ? !form.spark().equals(before.spark())
                : form.video() != null && !form.video().equals(before.video());
        var video = newCreative ? creative(inputs, viewer, campaign, form) : null;
        var ad = new Ad(
                id,
                before.adGroup(),
                video == null ? before.video() : video.id(),
                video == null ? before.creator() : video.creator(),
                video == null ? before.durationMillis() : video.durationMillis(),
                form.displayName() == null ? before.displayName() : inputs.text("displayName", form.displayName(), 40),
                form.callToAction() == null
                        ? before.callToAction()
                        : inputs.oneOf("callToAction", form.callToAction(), Ad.CALLS_TO_ACTION),
                landingUrl(inputs, campaign, form, before),
                newCreative ? form.spark() : before.spark(),
                form.destination() != null || form.landingUrl() != null ? form.destination() : before.destination(),
                before.review().equals("draft") ? "draft" : "in_review",
                "none",
                "",
                before.pausedAt(),
                form.version() == null ? before.version() : form.version());
        inputs.check();
        ads.update(ad);
        if (newCreative) {
            standOnSpark(viewer, ad);
        }
        if (!ad.review().equals("draft")) {
            reviews.withdraw(SubjectRef.ad(id));
            submit(viewer, campaign, ad);
        }
        campaigns.changed();
        return ads.find(id).orElseThrow();
    }

    @Transactional
    void pause(Viewer viewer, UUID id) {
        access.adToEdit(viewer, id);
        campaigns.pause(id, viewer.person());
    }

    @Transactional
    void resume(Viewer viewer, UUID id) {
        access.adToEdit(viewer, id);
        campaigns.resume(id);
    }

    /** Joins the moderator's transaction: the decision and what follows from it commit together. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(DecisionMade decision) {
        if (!decision.subject().is(SubjectRef.AD)) {
            return;
        }
        ads.find(decision.subject().id()).ifPresent(ad -> {
            if (decision.approved() && !ad.review().equals("in_review")) {
                return; // a report that was not upheld changes nothing
            }
            ads.update(ad.reviewed(decision.approved() ? "approved" : "rejected", decision.reason(), decision.note()));
            campaigns.changed();
        });
    }

    /** A card or an address, whichever was given last. */
    private String landingUrl(Inputs inputs, Campaign campaign, AdForm form, Ad before) {
        if (form.destination() != null) {
            return cards.url(inputs, campaign.business(), form.destination());
        }
        return form.landingUrl() == null ? before.landingUrl() : inputs.landingUrl("landingUrl", form.landingUrl());
    }

    private void standOnSpark(Viewer viewer, Ad ad) {
        if (ad.spark() != null) {
            sparks.used(viewer, ad.spark(), ad.id());
        }
    }

    private void submit(Viewer viewer, Campaign campaign, Ad ad) {
        reviewing.submit(viewer, campaign, ad);
    }

    private Campaign campaignOf(Ad ad) {
        var group = adGroups.find(ad.adGroup()).orElseThrow(Refused::notFound);
        return campaigns.find(group.campaign()).orElseThrow(Refused::notFound);
    }

    private static final Videos.VideoFacts NO_VIDEO = new Videos.VideoFacts(
            new UUID(0, 0), new UUID(0, 0), null, List.of(), 0, "", java.time.Instant.EPOCH, false, true);

    @Override
    public List<String> callsToAction() {
        return Ad.CALLS_TO_ACTION;
    }

    @Override
    public Videos.VideoFacts madeForAds(Inputs inputs, Viewer viewer, @Nullable UUID video) {
        return own(inputs, viewer, video, true);
    }

    /** A post of his own, made for advertising or not, or somebody's with a Spark code. */
    private Videos.VideoFacts creative(Inputs inputs, Viewer viewer, Campaign campaign, AdForm form) {
        return form.spark() == null
                ? own(inputs, viewer, form.video(), false)
                : sparks.creative(inputs, campaign.business(), form.spark()).orElse(NO_VIDEO);
    }

    private Videos.VideoFacts own(Inputs inputs, Viewer viewer, @Nullable UUID id, boolean promotionalOnly) {
        var facts = videos.facts(inputs.id("video", id));
        if (facts.isEmpty()
                || promotionalOnly && !facts.get().promotional()
                || !facts.get().creator().equals(viewer.person())) {
            inputs.wrong("video", id == null ? "required" : "not_your_creative");
            return NO_VIDEO;
        }
        var millis = facts.get().durationMillis();
        if (facts.get().promotional() && (millis < SHORTEST_MILLIS || millis > LONGEST_MILLIS + TOLERANCE_MILLIS)) {
            inputs.wrong("video", "creative_5_to_60_seconds");
        }
        return facts.get();
    }
}
