package ovation.ads.topview;

import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.AdCreatives;
import ovation.ads.AdServing;
import ovation.ads.Inputs;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.DecisionMade;
import ovation.moderation.Reviews;

/** Creatives of TopView as people make them and moderators judge them. Reviewed before they can be booked, frozen after. */
@Service
class EditingTopViewCreatives {

    private final Access access;
    private final AdCreatives ads;
    private final TopViewCreatives creatives;
    private final AdServing serving;
    private final Reviews reviews;
    private final Clock clock;

    EditingTopViewCreatives(
            Access access,
            AdCreatives ads,
            TopViewCreatives creatives,
            AdServing serving,
            Reviews reviews,
            Clock clock) {
        this.access = access;
        this.ads = ads;
        this.creatives = creatives;
        this.serving = serving;
        this.reviews = reviews;
        this.clock = clock;
    }

    @Transactional
    TopViewCreative create(Viewer viewer, UUID business, TopViewForm form) {
        access.toEdit(viewer, business);
        var inputs = new Inputs();
        var video = ads.madeForAds(inputs, viewer, form.video());
        var creative = new TopViewCreative(
                Ids.next(clock),
                business,
                video.id(),
                video.creator(),
                video.durationMillis(),
                inputs.text("displayName", form.displayName(), 40),
                inputs.oneOf("callToAction", form.callToAction(), ads.callsToAction()),
                inputs.landingUrl("landingUrl", form.landingUrl()),
                "in_review",
                "none",
                "",
                0);
        inputs.check();
        creatives.insert(creative);
        submit(viewer, creative);
        return creative;
    }

    /** What is null stays. */
    @Transactional
    TopViewCreative change(Viewer viewer, UUID business, UUID id, TopViewForm form) {
        access.toEdit(viewer, business);
        var before = creatives
                .lock(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        if (creatives.booked(id)) {
            throw Refused.because(TopViewProblem.TOPVIEW_CREATIVE_FROZEN);
        }
        var inputs = new Inputs();
        var newVideo = form.video() != null && !form.video().equals(before.video());
        var video = newVideo ? ads.madeForAds(inputs, viewer, form.video()) : null;
        var creative = new TopViewCreative(
                id,
                business,
                video == null ? before.video() : video.id(),
                video == null ? before.creator() : video.creator(),
                video == null ? before.durationMillis() : video.durationMillis(),
                form.displayName() == null ? before.displayName() : inputs.text("displayName", form.displayName(), 40),
                form.callToAction() == null
                        ? before.callToAction()
                        : inputs.oneOf("callToAction", form.callToAction(), ads.callsToAction()),
                form.landingUrl() == null ? before.landingUrl() : inputs.landingUrl("landingUrl", form.landingUrl()),
                "in_review",
                "none",
                "",
                form.version() == null ? before.version() : form.version());
        inputs.check();
        creatives.update(creative);
        reviews.withdraw(SubjectRef.ad(id));
        submit(viewer, creative);
        return creatives.find(id).orElseThrow();
    }

    /** Joins the moderator's transaction. A creative that is rejected while it is booked stops within a second. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(DecisionMade decision) {
        if (!decision.subject().is(SubjectRef.AD)) {
            return;
        }
        creatives.lock(decision.subject().id()).ifPresent(creative -> {
            if (decision.approved() && !creative.review().equals("in_review")) {
                return; // a report that was not upheld changes nothing
            }
            creatives.update(
                    creative.judged(decision.approved() ? "approved" : "rejected", decision.reason(), decision.note()));
            serving.changed();
        });
    }

    private void submit(Viewer viewer, TopViewCreative creative) {
        reviews.submit(
                "ads",
                SubjectRef.ad(creative.id()),
                viewer.person(),
                "TopView · " + creative.displayName() + " · " + creative.callToAction() + " → " + creative.landingUrl(),
                "/v/" + creative.video());
    }
}
