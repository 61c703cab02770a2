package ovation.ads.receipts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.ledger.Money;
import ovation.ledger.Seals;
import ovation.ledger.TransferLog;

/**
 * Holds a receipt that somebody sent against itself (form, signature, arithmetic) and against our books (the charge, its posting,
 * the seal over it), line by line. A receipt that was touched anywhere fails at the signature and names the field at the books.
 */
@Service
class VerifyingReceipts {

    private final Charges charges;
    private final Receipts receipts;
    private final ReceiptKeys keys;
    private final TransferLog log;
    private final Seals seals;

    VerifyingReceipts(Charges charges, Receipts receipts, ReceiptKeys keys, TransferLog log, Seals seals) {
        this.charges = charges;
        this.receipts = receipts;
        this.keys = keys;
        this.log = log;
        this.seals = seals;
    }

    enum State {
        HOLDS,
        FAILS,
        /** Will be known later: the seal is made some seconds after the posting. */
        PENDING
    }

    /**
     * @param code the message key is {@code ads.receipt.check.<code>}
     * @param expected what it should be; empty where there is nothing to compare
     * @param found what the receipt says
     */
    record Check(String code, State state, String expected, String found) {}

    /** @param sound whether nothing fails @param differing fields that are not as in our books, for example {@code auction.bidMicros} */
    record Verdict(boolean sound, List<Check> checks, List<String> differing) {}

    Verdict verify(String text) {
        return ReceiptText.read(text)
                .map(this::verify)
                .orElseGet(() ->
                        new Verdict(false, List.of(new Check("format", State.FAILS, Receipts.FORMAT, "")), List.of()));
    }

    private Verdict verify(ReceiptText receipt) {
        var checks = new ArrayList<Check>();
        checks.add(compare("format", Receipts.FORMAT, receipt.text("format")));
        checks.add(signature(receipt));
        arithmetic(receipt, checks);
        var differing = books(receipt, checks);
        ledger(receipt, checks);
        return new Verdict(
                checks.stream().noneMatch(check -> check.state() == State.FAILS), List.copyOf(checks), differing);
    }

    private Check signature(ReceiptText receipt) {
        var key = receipt.text("signature", "keyId");
        var text = receipt.signedPart();
        var signature = receipt.text("signature", "value");
        var ours = receipt.text("signature", "algorithm").equals("Ed25519") && keys.verifies(key, text, signature);
        return new Check("signature", ours ? State.HOLDS : State.FAILS, "", key);
    }

    // ---- the receipt against itself

    private static void arithmetic(ReceiptText receipt, List<Check> checks) {
        var billing = receipt.text("billing");
        checks.add(compare("event", Formula.eventOf(billing), receipt.text("event")));
        var price = receipt.number("priceMicros");
        switch (receipt.text("formula")) {
            case Formula.AUCTION -> auction(receipt, billing, price, checks);
            case Formula.TOPVIEW, Formula.FIXED_CPM -> {
                checks.add(compare("rounding", Formula.EXACT, receipt.text("rounding")));
                checks.add(compare("price", receipt.number("reservation", "cpmMicros") / 1000, price));
            }
            case Formula.FIXED_DAY -> {
                checks.add(compare("rounding", Formula.DOWN, receipt.text("rounding")));
                var day = Formula.day(
                        receipt.number("reservation", "dayMicros"),
                        receipt.number("reservation", "lanes"),
                        receipt.number("reservation", "stoppedSeconds"));
                checks.add(compare("price", day, price));
            }
            default -> checks.add(new Check("formula", State.FAILS, Formula.AUCTION, receipt.text("formula")));
        }
        checks.add(compare(
                "paid", price, receipt.number("paidBy", "cashMicros") + receipt.number("paidBy", "promotionalMicros")));
        if (receipt.has("spark")) {
            var percent = receipt.number("spark", "creatorPercent");
            var split = price > 0 && percent >= 0 && percent <= 100;
            var share = split ? new Money(price, "XXX").allocate(percent, 100 - percent)[0].micros() : -2;
            checks.add(compare("spark", share, receipt.number("spark", "creatorMicros")));
        }
    }

    private static void auction(ReceiptText receipt, String billing, long price, List<Check> checks) {
        var bid = receipt.number("auction", "bidMicros");
        var probability = receipt.number("auction", "probabilityPpb");
        var quality = receipt.number("auction", "qualityPpm");
        var runnerUp = receipt.number("auction", "runnerUpScoreMicros");
        var reserve = receipt.number("auction", "reserveMicros");
        checks.add(compare("rounding", Formula.HALF_UP, receipt.text("rounding")));
        if (bid <= 0 || probability <= 0 || quality <= 0 || runnerUp < 0 || reserve < 0) {
            checks.add(new Check("price", State.FAILS, "", String.valueOf(price)));
            return;
        }
        var value = Formula.value(billing, bid, receipt.number("auction", "multiplierPpm"), probability);
        var score = Formula.score(value, quality);
        checks.add(compare("score", score, receipt.number("auction", "ownScoreMicros")));
        // Both are rounded to a micro, so equal scores may lie one apart.
        checks.add(new Check(
                "won",
                score + 1 >= runnerUp ? State.HOLDS : State.FAILS,
                "≥ " + runnerUp,
                String.valueOf(receipt.number("auction", "ownScoreMicros"))));
        checks.add(
                compare("price", Formula.price(billing, bid, value, probability, quality, runnerUp, reserve), price));
        var highest = Formula.highest(billing, bid);
        checks.add(new Check(
                "at_most_bid",
                price >= 1 && price <= highest ? State.HOLDS : State.FAILS,
                "≤ " + highest,
                String.valueOf(price)));
    }

    // ---- the receipt against the books

    private List<String> books(ReceiptText receipt, List<Check> checks) {
        var known = Ids.parse(receipt.text("charge")).flatMap(charges::find);
        if (known.isEmpty()) {
            checks.add(new Check("charge", State.FAILS, "", receipt.text("charge")));
            return List.of();
        }
        var ours = ReceiptText.flat(receipts.document(known.get()));
        var theirs = receipt.fields();
        var differing = new TreeSet<String>();
        ours.forEach((name, value) -> {
            if (!Objects.equals(value, theirs.get(name))) {
                differing.add(name);
            }
        });
        theirs.keySet().stream().filter(name -> !ours.containsKey(name)).forEach(differing::add);
        // Which key has signed tokens when is not kept: the signature covers it.
        differing.remove("token.keyId");
        checks.add(
                new Check("charge", differing.isEmpty() ? State.HOLDS : State.FAILS, "", String.join(", ", differing)));
        return List.copyOf(differing);
    }

    private void ledger(ReceiptText receipt, List<Check> checks) {
        var id = Ids.parse(receipt.text("transfer")).orElse(null);
        var posting = id == null ? null : log.find(id).orElse(null);
        var billed = id == null ? 0 : charges.sumOf(id);
        if (id == null || posting == null || billed == 0) {
            checks.add(new Check("transfer", State.FAILS, "", receipt.text("transfer")));
            return;
        }
        // What leaves the business's accounts is what its charges cost.
        var paid = -posting.legs().stream()
                .filter(leg -> leg.account().kind().name().startsWith("ADVERTISER_"))
                .mapToLong(TransferLog.PostedLeg::micros)
                .sum();
        var posted = posting.state().equals("posted") && billed == paid;
        checks.add(new Check(
                "transfer", posted ? State.HOLDS : State.FAILS, String.valueOf(billed), String.valueOf(paid)));
        checks.add(seals.over(id)
                .map(seal -> new Check("seal", State.HOLDS, "", "#" + seal.seq() + " " + seal.hash()))
                .orElseGet(() -> new Check("seal", State.PENDING, "", "")));
    }

    private static Check compare(String code, Object expected, Object found) {
        return new Check(
                code,
                expected.equals(found) ? State.HOLDS : State.FAILS,
                String.valueOf(expected),
                String.valueOf(found));
    }

    /** What the page shows of a receipt that it was given, whatever it is worth. */
    static Map<String, Object> fieldsOf(String text) {
        return ReceiptText.read(text).map(ReceiptText::fields).orElse(Map.of());
    }
}
