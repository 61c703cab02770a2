package ovation.ads;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import ovation.ads.Stands.Place;
import ovation.ads.engine.Context;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Standing.Outcome;
import ovation.ads.home.ViewerHomes;
import ovation.ads.lift.Ghosts;
import ovation.ads.shop.ShopCards;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.feed.Guest;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.Gender;
import ovation.identity.People;
import ovation.videos.Videos;

/**
 * Takes a seat of the feed for the winner of an auction. Works in memory, but for what {@link Portraits} looks up of a person,
 * and where a cap needs to know on which node a person is counted, once in a quarter of an hour ({@link ViewerHomes}).
 */
@Component
class AdSeats implements Guest {

    private static final List<AgeBand> AGES = List.of(AgeBand.values());
    private static final List<Gender> GENDERS = List.of(Gender.values());
    private static final List<Surface> SURFACES = List.of(Surface.values());

    private final Stands stands;
    private final Pacer pacer;
    private final Prediction prediction;
    private final Frequency frequency;
    private final ViewerHomes homes;
    private final Exposures exposures;
    private final People people;
    private final Videos videos;
    private final PostConsents consents;
    private final Reach reach;
    private final Portraits portraits;
    private final AdReasons reasons;
    private final ShopCards cards;
    private final ClickIds clickIds;
    private final Objections objections;
    private final Ghosts ghosts;
    private final AdsSettings settings;

    AdSeats(
            Stands stands,
            Pacer pacer,
            Prediction prediction,
            Frequency frequency,
            ViewerHomes homes,
            Exposures exposures,
            People people,
            Videos videos,
            PostConsents consents,
            Reach reach,
            Portraits portraits,
            AdReasons reasons,
            ShopCards cards,
            ClickIds clickIds,
            Objections objections,
            Ghosts ghosts,
            AdsSettings settings) {
        this.stands = stands;
        this.pacer = pacer;
        this.prediction = prediction;
        this.frequency = frequency;
        this.homes = homes;
        this.exposures = exposures;
        this.people = people;
        this.videos = videos;
        this.consents = consents;
        this.reach = reach;
        this.portraits = portraits;
        this.reasons = reasons;
        this.cards = cards;
        this.clickIds = clickIds;
        this.objections = objections;
        this.ghosts = ghosts;
        this.settings = settings;
    }

    @Override
    public Optional<GuestItem> take(SeatRequest request) {
        pacer.auctionHeld();
        var viewer = request.viewer();
        var hidden = viewer.signedIn() ? people.hiddenFrom(viewer.id()) : Set.<UUID>of();
        var standing = stands.now();
        var seat = seat(request, standing);
        reach.offered(request, seat);
        var refused = new HashSet<UUID>();
        Predicate<Place> may = place -> !refused.contains(place.contender().ad())
                && !refused.contains(place.line().campaign())
                && mayServe(place, request, hidden);
        var outcome = standing.hold(seat, may);
        witness(standing, seat, may, outcome);
        while (outcome.isPresent()) {
            var place = outcome.get().sale().winner().what().what();
            if (keptFrom(request, place)) {
                refused.add(place.line().campaign());
            } else {
                var item = serve(request, seat, outcome.get());
                if (item.isPresent()) {
                    return item;
                }
                refused.add(place.contender().ad());
            }
            outcome = standing.hold(seat, may);
        }
        return Optional.empty();
    }

    /** A control person of the campaign's lift: that it would have won is noted, and the runner-up is served. */
    private boolean keptFrom(SeatRequest request, Place place) {
        var viewer = request.viewer();
        var campaign = place.line().campaign();
        if (!ghosts.keptFrom(viewer, objections.objects(viewer.id()), campaign)) {
            return false;
        }
        if (videos.mayWatch(viewer, place.contender().video())) {
            ghosts.wouldHaveServed(viewer, campaign, request.at());
        }
        return true;
    }

    private Standing.Seat seat(SeatRequest request, Standing<Place> standing) {
        var viewer = request.viewer();
        var traits = portraits.of(request, standing);
        var adult = traits.profiled();
        var context = new Context(
                viewer.region(),
                adult ? AGES.indexOf(viewer.age()) : 0,
                request.at().atZone(ZoneOffset.UTC).getHour(),
                SURFACES.indexOf(request.surface()),
                traits.of(Dimension.INTEREST).stream()
                        .limit(2)
                        .map(Context::taste)
                        .toList(),
                adult ? GENDERS.indexOf(viewer.adChoices().gender()) : 0);
        return new Standing.Seat(
                traits,
                context,
                settings.reserveOf(viewer.region()),
                ThreadLocalRandom.current().nextLong());
    }

    private boolean mayServe(Place place, SeatRequest request, Set<UUID> hidden) {
        var line = place.line();
        var creator = place.contender().creator();
        var viewer = request.viewer().id();
        var at = request.at();
        return line.onAir(at)
                && !hidden.contains(creator)
                && !creator.equals(request.before())
                && !creator.equals(viewer)
                && consented(place.contender(), at)
                && (place.contender().arm() == null || place.contender().arm().has(viewer))
                && !frequency.reached(viewer, line.adGroup(), place.caps(), at)
                && line.account().mayServe(line.period(at), at);
    }

    /** Whether the ad stands on a code that holds, or needs none. */
    private boolean consented(Line.Contender ad, Instant at) {
        return ad.spark() == null || consents.holds(ad.spark(), ad.video(), at);
    }

    /** Paced ad groups learn what it would have taken to win; of large auctions, from a sample. */
    private void witness(
            Standing<Place> standing, Standing.Seat seat, Predicate<Place> may, Optional<Outcome<Place>> outcome) {
        var weight = Pacer.weight(outcome.map(Outcome::candidates).orElseGet(() -> standing.candidates(seat)));
        if (weight > 1 && ThreadLocalRandom.current().nextDouble() * weight >= 1) {
            return;
        }
        standing.witness(
                seat, may, outcome.map(Outcome::sale), place -> Pacer.paced(place.line()), (place, worth, price) -> {
                    var pacing = place.line().account().pacing();
                    synchronized (pacing) {
                        pacing.saw(worth, price, weight);
                    }
                });
    }

    private Optional<GuestItem> serve(SeatRequest seat, Standing.Seat asked, Outcome<Place> outcome) {
        var sale = outcome.sale();
        var bid = sale.winner().what();
        var line = bid.what().line();
        var contender = bid.what().contender();
        if (!videos.mayWatch(seat.viewer(), contender.video())) {
            return Optional.empty();
        }
        if (!bid.what().caps().isEmpty() && !homes.here(seat.viewer().id(), settings.impressionValid())) {
            return Optional.empty();
        }
        var destination = contender.destination();
        var card = destination == null ? null : cards.find(destination).orElse(null);
        if (destination != null && card == null) {
            return Optional.empty();
        }
        var at = seat.at();
        var exposure = Ids.at(at);
        var owners = bid.what().owners();
        if (!frequency.hold(seat.viewer().id(), owners, bid.what().caps(), exposure, at)) {
            return Optional.empty();
        }
        var terms = terms(asked, outcome);
        var price = terms.priceMicros();
        var falling = line.billing().perImpression() ? 1 : bid.probability();
        var lease = line.account().take(price, falling, line.period(at), at);
        if (lease.isEmpty()) {
            frequency.release(seat.viewer().id(), owners, exposure);
            return Optional.empty();
        }
        var measured = measured(seat);
        ghosts.served(seat.viewer(), measured == Claim.Measured.NOTHING, line.campaign(), at);
        var clicks = prediction.clicks();
        var claim = new Claim(
                lease.get(),
                line.adGroup(),
                contender.ad(),
                terms,
                price,
                (int) Math.round(clicks.probability(asked.context(), bid.what().subject()) * 1e6),
                outcome.candidates(),
                clicks.modelVersion(),
                clicks.calibrationVersion(),
                asked.context(),
                measured,
                line.goal().event());
        var token = exposures.sign(new Exposure(
                exposure,
                seat.viewer().id(),
                seat.viewer().visitor(),
                SubjectRef.video(contender.video()),
                contender.creator(),
                seat.surface(),
                true,
                contender.durationMillis(),
                at,
                claim.encode()));
        return Optional.of(new GuestItem(
                contender.video(),
                token,
                contender.ad(),
                contender.label(),
                contender.callToAction(),
                card == null && measured != Claim.Measured.NOTHING
                        ? clickIds.carriedBy(contender.landingUrl(), exposure)
                        : contender.landingUrl(),
                reasons.of(line, asked.traits()),
                0,
                card));
    }

    private Claim.Measured measured(SeatRequest seat) {
        var viewer = seat.viewer();
        if (viewer.age() == AgeBand.AGE_13_17 || objections.objects(viewer.id())) {
            return Claim.Measured.NOTHING;
        }
        return viewer.signedIn() && seat.personalised() ? Claim.Measured.ALL : Claim.Measured.CLICKS;
    }

    private static Claim.Terms terms(Standing.Seat asked, Outcome<Place> outcome) {
        var sale = outcome.sale();
        var bid = sale.winner().what();
        var line = bid.what().line();
        return new Claim.Terms(
                line.billing(),
                bid.what().bidMicros(),
                (int) Math.round(bid.multiplier() * 1e6),
                (int) Math.max(1, Math.round(bid.probability() * 1e9)),
                (int) Math.round(sale.winner().quality() * 1e6),
                Math.round(sale.runnerUp()),
                Math.round(asked.reserve()));
    }
}
