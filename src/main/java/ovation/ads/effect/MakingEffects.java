package ovation.ads.effect;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.DecisionMade;
import ovation.moderation.Reviews;
import ovation.videos.EffectScript;
import ovation.videos.Effects;
import ovation.videos.Effects.NewEffect;
import ovation.videos.Effects.PictureKind;

/** Effects as businesses make them and moderators judge them. Reviewed before they can be booked, frozen after. */
@Service
class MakingEffects {

    static final String SUBJECT = "effect";

    private final Access access;
    private final Effects effects;
    private final BrandedEffects branded;
    private final EndingFlights ending;
    private final Reviews reviews;

    MakingEffects(Access access, Effects effects, BrandedEffects branded, EndingFlights ending, Reviews reviews) {
        this.access = access;
        this.effects = effects;
        this.branded = branded;
        this.ending = ending;
        this.reviews = reviews;
    }

    /** @param sponsor the name in the label "Sponsored by"; the business's own if null @param version as read, for changes */
    record EffectForm(
            @Nullable String name,
            @Nullable UUID icon,
            @Nullable String sponsor,
            @Nullable EffectScript script,
            @Nullable Integer version) {}

    @Transactional
    BrandedEffect make(Viewer viewer, UUID businessId, EffectForm form) {
        var business = access.toEdit(viewer, businessId);
        var id = effects.make(businessId, drawn(form, business.name()));
        branded.insert(id, businessId);
        return submitted(viewer, id);
    }

    /** Replaces all of it; it goes to review again. */
    @Transactional
    BrandedEffect change(Viewer viewer, UUID businessId, UUID id, EffectForm form) {
        var business = access.toEdit(viewer, businessId);
        var before = branded.lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        if (before.frozen()) {
            throw Refused.because(EffectProblem.EFFECT_FROZEN);
        }
        if (form.version() != null && form.version() != before.version()) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
        effects.change(businessId, id, drawn(form, business.name()));
        branded.judge(id, before.version(), "in_review", "none", "");
        reviews.withdraw(new SubjectRef(SUBJECT, id));
        return submitted(viewer, id);
    }

    /** @param picture the file's bytes */
    UUID keep(Viewer viewer, UUID business, PictureKind kind, byte[] picture) {
        access.toEdit(viewer, business);
        return effects.keep(business, kind, picture);
    }

    /** Joins the moderator's transaction. An effect that is rejected while it is booked leaves the tray, and its days go back. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(DecisionMade decision) {
        if (!decision.subject().is(SUBJECT)) {
            return;
        }
        branded.lock(decision.subject().id()).ifPresent(effect -> {
            if (decision.approved() && !effect.state().equals("in_review")) {
                return; // a report that was not upheld changes nothing
            }
            branded.judge(
                    effect.id(),
                    effect.version(),
                    decision.approved() ? "approved" : "rejected",
                    decision.reason(),
                    decision.note());
            if (!decision.approved()) {
                ending.withdraw(effect.id());
            }
        });
    }

    private static NewEffect drawn(EffectForm form, String business) {
        var name = business.length() > 40 ? business.substring(0, 40) : business;
        return new NewEffect(form.name(), form.icon(), form.sponsor() == null ? name : form.sponsor(), form.script());
    }

    private BrandedEffect submitted(Viewer viewer, UUID id) {
        var made = branded.find(id).orElseThrow();
        var spot = made.effect().script().spot();
        reviews.submit(
                "ads",
                new SubjectRef(SUBJECT, id),
                viewer.person(),
                "Effect · " + made.effect().name() + " · " + made.effect().sponsor()
                        + (spot == null
                                ? ""
                                : " · " + spot.text() + " · " + spot.callToAction() + " → " + spot.landingUrl()),
                "/moderation/effects/" + id);
        return made;
    }
}
