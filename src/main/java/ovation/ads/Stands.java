package ovation.ads;

import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.Line.Contender;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Subject;

/** Keeps what stands for auction on this node: made anew when the board changes, and each second for pacing and prediction. */
@Component
class Stands {

    private final Boards boards;
    private final Prediction prediction;
    private final Conversions conversions;
    private final Bids bids;
    private final Performance performance;
    private final Pacer pacer;
    private volatile Stand stand = new Stand(Board.EMPTY, new Standing<>(List.of()));

    Stands(
            Boards boards,
            Prediction prediction,
            Conversions conversions,
            Bids bids,
            Performance performance,
            Pacer pacer) {
        this.boards = boards;
        this.prediction = prediction;
        this.conversions = conversions;
        this.bids = bids;
        this.performance = performance;
        this.pacer = pacer;
    }

    /** An ad and the ad group that pays for it. @param bidMicros truthful, as of the board @param caps that hold for it, of all levels */
    record Place(Line line, Contender contender, long bidMicros, List<Cap> caps, Frequency.Owners owners) {

        static Place of(Line line, Contender contender, long bidMicros) {
            var caps = new ArrayList<>(line.caps());
            caps.addAll(contender.caps());
            return new Place(
                    line,
                    contender,
                    bidMicros,
                    List.copyOf(caps),
                    new Frequency.Owners(contender.ad(), line.adGroup(), line.campaign(), line.business()));
        }

        Subject subject() {
            return new Subject(contender.ad(), line.adGroup(), contender.creator(), contender.durationMillis());
        }
    }

    private record Stand(Board board, Standing<Place> standing) {}

    /** As of the newest revision: a pause holds at once. What else was read again may wait for the next second. */
    Standing<Place> now() {
        var known = stand;
        return known.board().revision() == boards.board().revision() ? known.standing() : ofBoard();
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        pacer.tick(boards.board());
        ofBoard();
        synchronized (this) {
            stand = new Stand(
                    stand.board(),
                    stand.standing()
                            .anew(ad -> ad.with(
                                    Pacer.multiplier(ad.what().line()),
                                    performance.quality(ad.what().contender().ad()))));
        }
    }

    @SuppressWarnings("ReferenceEquality") // a board that was read again is another one, whatever is on it
    private synchronized Standing<Place> ofBoard() {
        var board = boards.board();
        if (stand.board() == board) {
            return stand.standing();
        }
        var ads = new ArrayList<Standing.Ad<Place>>();
        for (var line : board.byAdGroup().values()) {
            var wanted = line.targeting().wanted();
            var bid = bids.truthfulMicros(line);
            for (var contender : line.contenders()) {
                var place = Place.of(line, contender, bid);
                ads.add(new Standing.Ad<>(
                        place,
                        line.business(),
                        place.subject(),
                        line.billing().perEvent(bid),
                        Pacer.multiplier(line),
                        prediction.of(line.billing()),
                        line.billing() == Billing.OCPM ? conversions.predictor() : null,
                        performance.quality(contender.ad()),
                        wanted));
            }
        }
        stand = new Stand(board, new Standing<>(ads));
        return stand.standing();
    }
}
