package ovation.payouts;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Transfer;

/** Puts a line's money aside in the ledger, before anybody outside is told to pay it. */
@Service
class ReservingLines {

    /** An answer may come late, and a hold that ran out meanwhile could be paid twice: longer than any bank is silent. */
    private static final Duration PATIENCE = Duration.ofDays(3_650);

    private final Lines lines;
    private final Details details;
    private final Gates gates;
    private final NettingDebts netting;
    private final PersonLock lock;
    private final Ledger ledger;
    private final Clock clock;

    ReservingLines(
            Lines lines,
            Details details,
            Gates gates,
            NettingDebts netting,
            PersonLock lock,
            Ledger ledger,
            Clock clock) {
        this.lines = lines;
        this.details = details;
        this.gates = gates;
        this.netting = netting;
        this.lock = lock;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A line whose gates have closed since, or whose money is gone, is dropped: it comes again with the next batch. */
    @Transactional
    public void reserve(UUID id) {
        var line = lines.lock(id).filter(each -> each.is(Line.State.PLANNED)).orElse(null);
        if (line == null) {
            return;
        }
        lock.take(line.person());
        netting.net(line.person(), line.gross().currency());
        var obstacle = obstacle(line);
        var hold = Ids.next(clock);
        if (obstacle == null
                && Posting.stands(
                        ledger.hold(transfer(hold, line), clock.instant().plus(PATIENCE)))) {
            var ids = new Line.Transfers(hold, null, null, null, null, null);
            lines.move(line, Line.State.RESERVED, ids, null, null);
        } else {
            lines.move(line, Line.State.DROPPED, line.ids(), obstacle == null ? "balance_changed" : obstacle, null);
        }
    }

    private @Nullable String obstacle(Line line) {
        var closed = gates.closed(line.person(), line.gross());
        if (closed.isPresent()) {
            return closed.get();
        }
        var sameMethod = details.method(line.person())
                .filter(method -> method.id().equals(line.method()))
                .isPresent();
        var sameForm = gates.form(line.person())
                .filter(form -> form.id().equals(line.taxForm()))
                .isPresent();
        if (!sameMethod || !sameForm) {
            return "details_changed";
        }
        var available = ledger.balance(Posting.of(
                        AccountKind.CREATOR_AVAILABLE,
                        line.person(),
                        line.gross().currency()))
                .available();
        return available.compareTo(line.gross()) < 0 ? "balance_changed" : null;
    }

    private Transfer transfer(UUID id, Line line) {
        var currency = line.gross().currency();
        var legs = new ArrayList<Leg>();
        legs.add(Leg.debit(Posting.of(AccountKind.CREATOR_AVAILABLE, line.person(), currency), line.gross()));
        legs.add(Leg.credit(Account.platform(AccountKind.PAYOUT_CLEARING, currency), line.net()));
        if (line.withheld().isPositive()) {
            legs.add(Leg.credit(Account.platform(AccountKind.WITHHOLDING_TAX_PAYABLE, currency), line.withheld()));
        }
        return new Transfer(id, Posting.PAYOUT, Posting.line(line.id()), clock.instant(), legs);
    }
}
