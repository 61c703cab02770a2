package ovation.rewards;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** A receipt in words, for everybody. Only its creator, and finance, see which videos stand behind the numbers. */
@Controller
class ReceiptPages {

    private static final int PLACES = 9;

    private final Receipts receipts;
    private final VerifyingReceipts verifying;
    private final Videos videos;

    ReceiptPages(Receipts receipts, VerifyingReceipts verifying, Videos videos) {
        this.receipts = receipts;
        this.verifying = verifying;
        this.videos = videos;
    }

    /** The receipt's figures as the page types them. */
    record Figures(
            Money revenue,
            Money carried,
            Money net,
            Money creators,
            Money platform,
            Money amount,
            String sharePercent,
            String exact) {

        static Figures of(Receipt receipt) {
            var pool = receipt.pool();
            var currency = pool.currency();
            var percent = BigDecimal.valueOf(pool.sharePerMillion(), 4).stripTrailingZeros();
            return new Figures(
                    new Money(pool.revenueMicros(), currency),
                    new Money(pool.carriedMicros(), currency),
                    new Money(pool.netMicros(), currency),
                    pool.creators(),
                    new Money(pool.platformMicros(), currency),
                    receipt.amount(),
                    percent.setScale(Math.max(0, percent.scale())).toPlainString(),
                    exact(receipt));
        }

        /** Before rounding to a millionth, cut to nine places. */
        private static String exact(Receipt receipt) {
            var total = receipt.pool().qualifiedViews();
            if (total == 0) {
                return "0";
            }
            return BigDecimal.valueOf(receipt.pool().creatorsMicros(), 6)
                    .multiply(BigDecimal.valueOf(receipt.qualifiedViews()))
                    .divide(BigDecimal.valueOf(total), PLACES, RoundingMode.DOWN)
                    .toPlainString();
        }
    }

    /** The reader's own receipt of a day, for statements that know the day and not the receipt. */
    @GetMapping("/receipts/of-day/{day}/{currency}")
    String ofDay(Viewer viewer, @PathVariable java.time.LocalDate day, @PathVariable String currency) {
        return "redirect:/receipts/"
                + receipts.of(viewer.person(), day, currency).orElseThrow(Refused::notFound);
    }

    @GetMapping("/receipts/{id}")
    String receipt(Viewer viewer, @PathVariable UUID id, Model model) {
        var receipt = receipts.find(id).orElseThrow(Refused::notFound);
        var pool = receipt.pool();
        var mine = viewer.signedIn() && viewer.person().equals(receipt.creator());
        model.addAttribute("receipt", receipt);
        model.addAttribute("finance", sees(viewer));
        model.addAttribute("pool", pool);
        model.addAttribute("figures", Figures.of(receipt));
        model.addAttribute("qualified", receipt.qualifiedViews());
        model.addAttribute("exclusions", CreatorPages.exclusions(receipt.excluded()));
        model.addAttribute(
                "creators", receipts.allocation(pool.day(), pool.currency()).size());
        model.addAttribute("verdict", verifying.verify(id));
        model.addAttribute("mine", mine);
        model.addAttribute("cards", mine || sees(viewer) ? cards(receipt) : Map.of());
        return "rewards/receipt";
    }

    private static boolean sees(Viewer viewer) {
        return viewer.is(Role.FINANCE) || viewer.is(Role.ADMIN);
    }

    private Map<UUID, Videos.VideoCard> cards(Receipt receipt) {
        var ids = receipt.lines().stream().map(Receipt.Line::video).toList();
        var cards = new HashMap<UUID, Videos.VideoCard>();
        videos.cards(ids).forEach(card -> cards.put(card.id(), card));
        return cards;
    }
}
