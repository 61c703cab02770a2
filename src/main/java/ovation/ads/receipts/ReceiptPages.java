package ovation.ads.receipts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.base.Canonical;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** The advertiser's charges, the receipt of each, and the public verifier. */
@Controller
class ReceiptPages {

    private static final int PAGE = 50;

    private final Access access;
    private final Charges charges;
    private final Receipts receipts;
    private final ReceiptKeys keys;
    private final VerifyingReceipts verifying;

    ReceiptPages(Access access, Charges charges, Receipts receipts, ReceiptKeys keys, VerifyingReceipts verifying) {
        this.access = access;
        this.charges = charges;
        this.receipts = receipts;
        this.keys = keys;
        this.verifying = verifying;
    }

    @GetMapping("/desk/ads/{business}/charges")
    String charges(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable UUID campaign,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        model.addAttribute("charges", charges.of(business, campaign, cursor, PAGE));
        model.addAttribute("campaign", campaign);
        model.addAttribute("first", cursor == null);
        return "ads/receipts/charges";
    }

    /** A line of the receipt. @param money null where {@code value} is plain text */
    record Line(String code, String value, @Nullable Money money) {}

    @GetMapping("/desk/ads/{business}/charges/{id}")
    String receipt(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        var charge = charges.find(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        var signed = receipts.signed(charge);
        model.addAttribute("charge", charge);
        model.addAttribute("lines", lines(charge));
        model.addAttribute(
                "cash",
                charge.price()
                        .minus(new Money(charge.grantMicros(), charge.price().currency())));
        model.addAttribute(
                "promotional", new Money(charge.grantMicros(), charge.price().currency()));
        model.addAttribute("json", Canonical.json(signed));
        model.addAttribute("signature", signed.get("signature"));
        model.addAttribute("formula", signed.get("formula"));
        return "ads/receipts/receipt";
    }

    private static List<Line> lines(ChargeRow charge) {
        var currency = charge.price().currency();
        var lines = new ArrayList<Line>();
        var auction = charge.auction();
        if (auction != null) {
            var billing = charge.billing();
            var value = Formula.value(billing, auction.bidMicros(), auction.multiplierPpm(), auction.probabilityPpb());
            lines.add(new Line("candidates", String.valueOf(auction.candidates()), null));
            lines.add(new Line("bid." + billing, "", new Money(auction.bidMicros(), currency)));
            lines.add(new Line("multiplier", "× " + decimal(auction.multiplierPpm(), 6), null));
            lines.add(new Line("probability." + billing, "× " + decimal(auction.probabilityPpb(), 9), null));
            lines.add(new Line("quality", "× " + decimal(auction.qualityPpm(), 6), null));
            lines.add(new Line("score", "", new Money(Formula.score(value, auction.qualityPpm()), currency)));
            lines.add(new Line("runner_up", "", new Money(auction.runnerUpMicros(), currency)));
            lines.add(new Line("reserve", "", new Money(auction.reserveMicros(), currency)));
            lines.add(new Line("click", decimal(auction.clickPpm(), 6), null));
            lines.add(new Line("versions", auction.modelVersion() + " · " + auction.calibrationVersion(), null));
        }
        var reservation = charge.reservation();
        if (reservation != null) {
            lines.add(new Line("market", reservation.market(), null));
            lines.add(new Line("day", reservation.day(), null));
            lines.add(new Line("voice", reservation.sharePercent() + " %", null));
            lines.add(new Line("cpm", "", new Money(reservation.cpmMicros(), currency)));
        }
        if (charge.fixed() != null) {
            fixed(charge.fixed(), currency, lines);
        }
        var spark = charge.spark();
        if (spark != null) {
            lines.add(new Line("spark", spark.sharePercent() + " %", new Money(spark.shareMicros(), currency)));
        }
        return lines;
    }

    private static void fixed(FixedCharge.Terms terms, String currency, List<Line> lines) {
        switch (terms) {
            case FixedCharge.Boosted boosted ->
                lines.add(new Line("cpm", "", new Money(boosted.cpmMicros(), currency)));
            case FixedCharge.WholeDay day -> {
                lines.add(new Line("place." + day.place(), day.market(), null));
                lines.add(new Line("day", day.day().toString(), null));
                var price = new Money(day.dayMicros(), currency);
                if (day.place().startsWith("sound_")) {
                    lines.add(new Line("share_price", "", price));
                    lines.add(new Line("shares", "× " + day.lanes(), null));
                } else {
                    lines.add(new Line("day_price", "", price));
                }
                if (day.stoppedSeconds() > 0) {
                    lines.add(new Line("stopped", day.stoppedSeconds() + " / 86400 s", null));
                }
            }
        }
    }

    private static String decimal(long number, int places) {
        return java.math.BigDecimal.valueOf(number, places).stripTrailingZeros().toPlainString();
    }

    @GetMapping("/receipts/verify")
    String verifier(Model model) {
        return shown("", model);
    }

    @PostMapping("/receipts/verify")
    String verify(@RequestParam(defaultValue = "") String receipt, Model model) {
        var text = receipt.strip();
        if (!text.isEmpty()) {
            model.addAttribute("verdict", verifying.verify(text));
        }
        return shown(text, model);
    }

    private String shown(String text, Model model) {
        model.addAttribute("text", text.length() > ReceiptText.LONGEST ? "" : text);
        model.addAttribute("keys", keys.published());
        model.addAttribute("fields", text.isEmpty() ? Map.of() : VerifyingReceipts.fieldsOf(text));
        return "ads/receipts/verify";
    }
}
