package ovation.videos.effects;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.videos.EffectOffers;
import ovation.videos.EffectOffers.Offer;
import ovation.videos.EffectScript.Spot;
import ovation.videos.Effects;
import ovation.videos.Effects.Effect;

/** The effects a viewer can pick from: what is paid for first and labelled, then the house's. */
@Component
class Tray {

    /** Whose the house's effects are, in the attention book. */
    private static final UUID HOUSE = new UUID(0, 0);

    private final Effects effects;
    private final List<EffectOffers> offers;
    private final Exposures exposures;
    private final Clock clock;

    Tray(Effects effects, ObjectProvider<EffectOffers> offers, Exposures exposures, Clock clock) {
        this.effects = effects;
        this.offers = offers.orderedStream().toList();
        this.exposures = exposures;
        this.clock = clock;
    }

    record Stage(int width, int height) {}

    /**
     * {@code effect.json}: what the engine runs, with its label.
     *
     * @param exposure with it OPENED, USED and CLICKED (of the spot) are reported
     * @param sponsor who pays that it stands first, or made it; null for one of the house
     * @param disclosure whether it must be labelled "Sponsored by"
     * @param from first day of its flight @param to the last; null for what is not sold
     */
    record TrayEffect(
            UUID id,
            String name,
            String icon,
            String url,
            String exposure,
            @Nullable String sponsor,
            boolean disclosure,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Stage stage,
            List<ScriptLayer> layers,
            @Nullable Spot spot) {}

    List<TrayEffect> of(Viewer viewer) {
        var first = offers.stream()
                .flatMap(each -> each.first(viewer.region()).stream())
                .toList();
        var known = effects.findAll(first.stream().map(Offer::effect).toList());
        var shown = new HashSet<UUID>();
        var tray = new ArrayList<TrayEffect>();
        for (var offer : first) {
            var effect = known.get(offer.effect());
            if (effect != null && shown.add(effect.id())) {
                tray.add(view(viewer, effect, offer));
            }
        }
        effects.house().forEach(effect -> tray.add(view(viewer, effect, null)));
        return tray;
    }

    /** One that the viewer may use. @throws Refused 404 otherwise */
    TrayEffect one(Viewer viewer, UUID id) {
        var effect = effects.find(id)
                .filter(found -> effects.mayUse(id, viewer.region()))
                .orElseThrow(Refused::notFound);
        return view(viewer, effect, offer(viewer, id).orElse(null));
    }

    private Optional<Offer> offer(Viewer viewer, UUID effect) {
        return offers.stream()
                .flatMap(each -> each.first(viewer.region()).stream())
                .filter(offer -> offer.effect().equals(effect))
                .findFirst();
    }

    private TrayEffect view(Viewer viewer, Effect effect, @Nullable Offer offer) {
        var owner = offer != null ? offer.owner() : effect.owner() != null ? effect.owner() : HOUSE;
        var exposure = exposures.sign(new Exposure(
                Ids.next(clock),
                viewer.id(),
                viewer.visitor(),
                new SubjectRef("effect", effect.id()),
                owner,
                Surface.PAGE,
                offer != null,
                0,
                clock.instant(),
                offer == null ? "" : offer.claim()));
        return new TrayEffect(
                effect.id(),
                effect.name(),
                effect.icon(),
                "/effects/" + effect.id(),
                exposure,
                offer == null ? effect.sponsor() : offer.sponsor(),
                effect.owner() != null,
                offer == null ? null : offer.from(),
                offer == null ? null : offer.to(),
                new Stage(Effects.STAGE_WIDTH, Effects.STAGE_HEIGHT),
                ScriptLayer.of(effect.script()),
                effect.script().spot());
    }
}
