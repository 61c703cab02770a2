package ovation.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ovation.demo.Script.Advertiser;
import ovation.demo.Script.Creator;
import ovation.demo.Script.DemoClip;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Kind;
import ovation.ledger.Money;

/** One challenge runs when the curtain goes up, with a few entries. */
@Demo
@Component
class OpeningAChallenge {

    private static final int DAYS = 5;
    private static final List<String> MARKETS = List.of("DE", "US");

    private final Businesses businesses;
    private final Cast cast;
    private final BuyingTheOpening opening;
    private final Posting posting;
    private final Rest rest;

    OpeningAChallenge(Businesses businesses, Cast cast, BuyingTheOpening opening, Posting posting, Rest rest) {
        this.businesses = businesses;
        this.cast = cast;
        this.opening = opening;
        this.posting = posting;
        this.rest = rest;
    }

    /** @param first its first day, the one after today at the earliest */
    void book(Advertiser advertiser, LocalDate first) {
        if (rest.any(advertiser.handle(), desk(advertiser))) {
            return;
        }
        var business = business(advertiser);
        rest.post(
                advertiser.handle(),
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("20000.00", "EUR"), "method", "sandbox_approve"));
        var challenge = rest.post(
                        advertiser.handle(),
                        desk(advertiser),
                        Map.of(
                                "hashtag", "goldenhour",
                                "headline", "Show us your golden hour",
                                "brief",
                                        "The light just before the sun goes: on a roof, at the pond, in the kitchen.\nOne shot, no words.",
                                "video", opening.clip(advertiser)))
                .path("id")
                .asString();
        opening.approve(challenge);
        rest.post(
                advertiser.handle(),
                desk(advertiser) + "/" + challenge + "/booking",
                Map.of(
                        "markets", MARKETS,
                        "firstDay", first.toString(),
                        "lastDay", first.plusDays(DAYS - 1).toString(),
                        "openUntil", first.plusDays(DAYS + 1).toString(),
                        "prize", Money.of("1500.00", "EUR"),
                        "prizeShares", List.of(50, 30, 20),
                        "boosts", Money.of("200.00", "EUR")));
    }

    /** @param clips one for each who enters */
    void enter(Advertiser advertiser, List<Creator> creators, List<DemoClip> clips) {
        var mine = rest.call(advertiser.handle(), "GET", desk(advertiser), null).path("items");
        if (mine.isEmpty() || !mine.get(0).path("state").asString().equals("running")) {
            return;
        }
        var challenge = mine.get(0).path("id").asString();
        for (var i = 0; i < creators.size(); i++) {
            var creator = creators.get(i);
            rest.call(
                    creator.handle(),
                    "PUT",
                    "/api/v1/challenges/" + challenge + "/participation",
                    Map.of("mayBoost", i % 2 == 0));
            var clip = clips.get(i);
            posting.post(
                    cast.id(creator.handle()),
                    new DemoClip(
                            clip.file(),
                            clip.poster(),
                            clip.durationMillis(),
                            clip.width(),
                            clip.height(),
                            creator.handle(),
                            "My #goldenhour",
                            List.of("goldenhour"),
                            clip.sound(),
                            null));
        }
    }

    private String desk(Advertiser advertiser) {
        return "/api/v1/businesses/" + business(advertiser) + "/challenges";
    }

    private String business(Advertiser advertiser) {
        return businesses
                .of(cast.id(advertiser.handle()), Kind.ADVERTISER)
                .getFirst()
                .id()
                .toString();
    }
}
