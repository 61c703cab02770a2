package ovation.ads.shop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.feed.Card;
import ovation.identity.Viewer;

/** What a business may lead a Shop Ad to, for the wizard's choice. */
@Controller
@Tag(name = "ads")
class CardPages {

    private static final int MOST = 24;
    private static final int LONGEST_QUERY = 60;

    private final Access access;
    private final ShopCards cards;

    CardPages(Access access, ShopCards cards) {
        this.access = access;
        this.cards = cards;
    }

    /** @param open whether anything is sold on this platform at all */
    record Offer(boolean open, List<Card> items) {}

    @GetMapping("/api/v1/businesses/{business}/promotable-cards")
    @ResponseBody
    @Operation(summary = "Products and LIVE rooms that the business may lead a Shop Ad to: an ad's destination")
    Offer offer(Viewer viewer, @PathVariable UUID business, @RequestParam(defaultValue = "") String q) {
        access.toEdit(viewer, business);
        if (q.length() > LONGEST_QUERY) {
            throw Refused.field("q", "too_long");
        }
        return new Offer(cards.open(), cards.promotable(business, q.strip(), MOST));
    }

    @GetMapping("/desk/ads/{business}/cards")
    String list(Viewer viewer, @PathVariable UUID business, @RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("offer", offer(viewer, business, q));
        model.addAttribute("asked", !q.isBlank());
        return "ads/cards";
    }
}
