package ovation.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Every payout line has exactly the postings its state says, and nothing else stands on the payout accounts. */
@Component
class PayoutLinesCheck implements BooksCheck {

    private static final int PAGE = 1_000;

    private final Lines lines;
    private final Ledger ledger;

    PayoutLinesCheck(Lines lines, Ledger ledger) {
        this.lines = lines;
        this.ledger = ledger;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        for (var currency : ledger.currencies()) {
            if (!currency.equals(Money.COIN)) {
                compare(currency, AccountKind.PAYOUT_CLEARING, clearing(currency), breaks);
                compare(currency, AccountKind.WITHHOLDING_TAX_PAYABLE, withheld(currency), breaks);
            }
        }
        return breaks;
    }

    private void compare(String currency, AccountKind kind, Map<UUID, Long> expected, List<Break> breaks) {
        var found = postings(Account.platform(kind, currency));
        var all = new HashSet<>(expected.keySet());
        all.addAll(found.keySet());
        for (var transfer : all) {
            var should = expected.get(transfer);
            var is = found.get(transfer);
            if (should == null) {
                breaks.add(new Break(currency, kind + " has transfer " + transfer + ", which no payout line knows"));
            } else if (is == null || !is.equals(should)) {
                breaks.add(new Break(
                        currency,
                        "a payout line's transfer " + transfer + " should post " + should + " micros to " + kind
                                + " and posts " + is));
            }
        }
    }

    private Map<UUID, Long> clearing(String currency) {
        var expected = new HashMap<UUID, Long>();
        for (var line : lines.all(currency)) {
            put(expected, line.ids().settled(), line.net().micros());
            put(expected, line.ids().paid(), -line.net().micros());
            put(expected, line.ids().unpaid(), line.net().micros());
            put(expected, line.ids().unsettled(), -line.net().micros());
        }
        return expected;
    }

    private Map<UUID, Long> withheld(String currency) {
        var expected = new HashMap<UUID, Long>();
        for (var line : lines.all(currency)) {
            if (line.withheld().isPositive()) {
                put(expected, line.ids().settled(), line.withheld().micros());
                put(expected, line.ids().unsettled(), -line.withheld().micros());
            }
        }
        return expected;
    }

    private static void put(Map<UUID, Long> expected, @Nullable UUID transfer, long micros) {
        if (transfer != null) {
            expected.put(transfer, micros);
        }
    }

    private Map<UUID, Long> postings(Account account) {
        var found = new HashMap<UUID, Long>();
        @Nullable String cursor = null;
        do {
            var page = ledger.statement(account, cursor, PAGE);
            page.items().forEach(line -> found.put(line.transfer(), line.micros()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
