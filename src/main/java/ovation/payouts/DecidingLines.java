package ovation.payouts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Transfer;

/** What a bank or provider has said of a line, booked once. Whatever comes again, or too late to matter, changes nothing. */
@Service
class DecidingLines {

    private final Lines lines;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DecidingLines(Lines lines, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        this.lines = lines;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    enum Verdict {
        PENDING,
        ACCEPTED,
        PAID,
        /** Refused before it was paid, or come back after. */
        REJECTED
    }

    /** @param reason the bank's code, for a rejection. @return whether anything changed */
    @Transactional
    public boolean decide(UUID id, Verdict verdict, @Nullable String reason, @Nullable UUID by) {
        var line = lines.lock(id).orElseThrow(Refused::notFound);
        var waiting = line.is(Line.State.RESERVED, Line.State.SUBMITTED);
        return switch (verdict) {
            case PENDING -> line.is(Line.State.RESERVED) && move(line, Line.State.SUBMITTED, line.ids(), null, by);
            case ACCEPTED -> waiting && move(line, Line.State.ACCEPTED, settle(line), null, by);
            case PAID ->
                (waiting || line.is(Line.State.ACCEPTED))
                        && move(line, Line.State.PAID, pay(line, waiting ? settle(line) : line.ids()), null, by);
            case REJECTED ->
                waiting && move(line, Line.State.REJECTED, free(line), reason, by)
                        || line.is(Line.State.ACCEPTED)
                                && move(line, Line.State.RETURNED, unsettle(line, line.ids()), reason, by)
                        || line.is(Line.State.PAID)
                                && move(line, Line.State.RETURNED, unsettle(line, unpay(line)), reason, by);
        };
    }

    private boolean move(Line line, Line.State state, Line.Transfers ids, @Nullable String reason, @Nullable UUID by) {
        lines.move(line, state, ids, reason, by);
        if (state == Line.State.PAID) {
            events.publishEvent(new PayoutSent(line.id(), line.person(), line.net()));
        }
        return true;
    }

    private Line.Transfers settle(Line line) {
        var id = Ids.next(clock);
        var ids = line.ids();
        Posting.mustStand(ledger.settle(id, held(line), line.gross()));
        return new Line.Transfers(ids.hold(), id, null, null, null, null);
    }

    private Line.Transfers free(Line line) {
        var id = Ids.next(clock);
        Posting.mustStand(ledger.release(id, held(line)));
        return new Line.Transfers(line.ids().hold(), null, id, null, null, null);
    }

    private Line.Transfers pay(Line line, Line.Transfers ids) {
        var id = Ids.next(clock);
        Posting.mustStand(ledger.post(Transfer.between(
                id, Posting.PAID, Posting.line(line.id()), clock.instant(), clearing(line), money(line), line.net())));
        return new Line.Transfers(ids.hold(), ids.settled(), null, id, null, null);
    }

    private Line.Transfers unpay(Line line) {
        var ids = line.ids();
        var id = Ids.next(clock);
        Posting.mustStand(ledger.post(Transfer.between(
                id,
                Posting.UNPAID,
                Posting.reversalOf(known(ids.paid())),
                clock.instant(),
                money(line),
                clearing(line),
                line.net())));
        return new Line.Transfers(ids.hold(), ids.settled(), null, ids.paid(), id, null);
    }

    /** The creator has it back, and the tax office loses what it was owed. */
    private Line.Transfers unsettle(Line line, Line.Transfers ids) {
        var id = Ids.next(clock);
        var currency = line.gross().currency();
        var legs = new ArrayList<Leg>();
        legs.add(Leg.debit(clearing(line), line.net()));
        if (line.withheld().isPositive()) {
            legs.add(Leg.debit(Account.platform(AccountKind.WITHHOLDING_TAX_PAYABLE, currency), line.withheld()));
        }
        legs.add(Leg.credit(Posting.of(AccountKind.CREATOR_AVAILABLE, line.person(), currency), line.gross()));
        Posting.mustStand(ledger.post(
                new Transfer(id, Posting.UNSETTLED, Posting.reversalOf(known(ids.settled())), clock.instant(), legs)));
        return new Line.Transfers(ids.hold(), ids.settled(), null, ids.paid(), ids.unpaid(), id);
    }

    private static Account clearing(Line line) {
        return Account.platform(AccountKind.PAYOUT_CLEARING, line.net().currency());
    }

    /**
     * From where the money leaves. By the provider too: what it has settled stands in our account {@code BANK}, wherever it keeps
     * it, and its clearing account holds nothing but what its reports have still to confirm (I11).
     */
    private static Account money(Line line) {
        return Account.platform(AccountKind.BANK, line.net().currency());
    }

    private static UUID held(Line line) {
        return known(line.ids().hold());
    }

    private static UUID known(@Nullable UUID id) {
        if (id == null) {
            throw new IllegalStateException("A line in this state has this transfer");
        }
        return id;
    }
}
