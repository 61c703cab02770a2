package ovation.ads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import ovation.ads.Auction.Offer;
import ovation.ads.Line.Contender;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.feed.Guest;
import ovation.feed.SeatRequest;
import ovation.feed.Why;
import ovation.identity.People;
import ovation.videos.Videos;

/** Takes a seat of the feed for the winner of an auction. Works in memory only: no SQL, no waiting. */
@Component
class AdSeats implements Guest {

    private final Boards boards;
    private final Performance performance;
    private final Frequency frequency;
    private final Exposures exposures;
    private final People people;
    private final Videos videos;
    private final Reach reach;
    private final AdsSettings settings;

    AdSeats(
            Boards boards,
            Performance performance,
            Frequency frequency,
            Exposures exposures,
            People people,
            Videos videos,
            Reach reach,
            AdsSettings settings) {
        this.boards = boards;
        this.performance = performance;
        this.frequency = frequency;
        this.exposures = exposures;
        this.people = people;
        this.videos = videos;
        this.reach = reach;
        this.settings = settings;
    }

    /** @param probability of the billed event */
    record Bid(Line line, Contender contender, double probability) {}

    @Override
    public Optional<GuestItem> take(SeatRequest seat) {
        reach.offered(seat);
        var offers = offers(seat);
        var reserve = settings.reserveOf(seat.viewer().region());
        while (!offers.isEmpty()) {
            var sale = Auction.hold(offers, reserve);
            if (sale.isEmpty()) {
                return Optional.empty();
            }
            var item = serve(seat, sale.get(), reserve);
            if (item.isPresent()) {
                return item;
            }
            offers.remove(sale.get().winner());
        }
        return Optional.empty();
    }

    private List<Offer<Bid>> offers(SeatRequest seat) {
        var board = boards.board();
        var hidden = seat.viewer().signedIn() ? people.hiddenFrom(seat.viewer().id()) : Set.<UUID>of();
        var offers = new ArrayList<Offer<Bid>>();
        collect(board.everywhere(), seat, hidden, offers);
        collect(board.in(seat.viewer().region()), seat, hidden, offers);
        return offers;
    }

    private void collect(List<Line> lines, SeatRequest seat, Set<UUID> hidden, List<Offer<Bid>> offers) {
        RandomGenerator random = ThreadLocalRandom.current();
        var at = seat.at();
        // Equal scores go to the earlier offer, so the round begins anywhere.
        var start = lines.isEmpty() ? 0 : random.nextInt(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get((start + i) % lines.size());
            if (!line.onAir(at)
                    || !line.targeting().matches(seat)
                    || frequency.reached(seat.viewer().id(), line, at)
                    || !line.account().mayServe(line.period(at), at)) {
                continue;
            }
            var pace = Pacer.probability(line, at);
            if (pace < 1 && random.nextDouble() >= pace) {
                continue;
            }
            for (var contender : line.contenders()) {
                if (!hidden.contains(contender.creator())
                        && !contender.creator().equals(seat.before())
                        && !contender.creator().equals(seat.viewer().id())) {
                    offers.add(offer(line, contender));
                }
            }
        }
    }

    private Offer<Bid> offer(Line line, Contender contender) {
        var probability = line.billing() == Billing.CPM ? 1 : performance.clickProbability(contender.ad());
        return new Offer<>(
                new Bid(line, contender, probability),
                line.business(),
                line.billing() == Billing.CPM ? line.bidMicros() / 1000.0 : line.bidMicros() * probability,
                performance.quality(contender.ad()));
    }

    private Optional<GuestItem> serve(SeatRequest seat, Auction.Sale<Bid> sale, double reserve) {
        var bid = sale.winner().what();
        var line = bid.line();
        var contender = bid.contender();
        if (!videos.mayWatch(seat.viewer(), contender.video())) {
            return Optional.empty();
        }
        var at = seat.at();
        var exposure = Ids.at(at);
        if (!frequency.hold(seat.viewer().id(), line, exposure, at)) {
            return Optional.empty();
        }
        var price = Auction.priceMicros(sale.perImpression(), bid.probability(), line.highestPrice());
        var lease = line.account().take(price, bid.probability(), line.period(at), at);
        if (lease.isEmpty()) {
            frequency.release(seat.viewer().id(), line.adGroup(), exposure);
            return Optional.empty();
        }
        var claim = new Claim(
                lease.get(),
                line.adGroup(),
                contender.ad(),
                line.billing(),
                price,
                line.bidMicros(),
                Math.round(sale.runnerUp()),
                Math.round(reserve),
                (int) Math.round(performance.clickProbability(contender.ad()) * 1e6),
                sale.candidates());
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
                contender.landingUrl(),
                why(seat, line)));
    }

    /** The predicates that really matched, with the value they matched (DSA Art. 26). */
    private static List<Why> why(SeatRequest seat, Line line) {
        var why = new ArrayList<Why>();
        var targeting = line.targeting();
        if (!targeting.regions().isEmpty()) {
            why.add(new Why("ad_region", seat.viewer().region(), 0));
        }
        if (!targeting.ageBands().isEmpty()) {
            why.add(new Why("ad_age", ageText(seat), 0));
        }
        var interest = targeting.interests().isEmpty() ? null : targeting.matchedInterest(seat);
        if (interest != null) {
            why.add(new Why("ad_interest", interest, 0));
        }
        if (why.isEmpty()) {
            why.add(new Why("ad_everyone", "", 0));
        }
        return why;
    }

    private static String ageText(SeatRequest seat) {
        return seat.viewer()
                .age()
                .name()
                .replace("AGE_", "")
                .replace("_UP", "+")
                .replace('_', '–');
    }
}
