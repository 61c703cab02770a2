package ovation.thanks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;
import ovation.wallet.Coins;
import ovation.wallet.SpendOutcome;
import ovation.wallet.Wallet;
import ovation.wallet.Wallet.Beneficiary;
import ovation.wallet.Wallet.SpendRequest;

/** A gift of coins on a video. */
@Service
class Thanking implements Thanks {

    static final List<Long> AMOUNTS = List.of(10L, 50L, 200L);

    private final Videos videos;
    private final People people;
    private final Wallet wallet;
    private final ThanksSettings settings;
    private final Clock clock;

    Thanking(Videos videos, People people, Wallet wallet, ThanksSettings settings, Clock clock) {
        this.videos = videos;
        this.people = people;
        this.wallet = wallet;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param price at the smallest pack of the viewer's country; null where no coins are sold */
    record Amount(long coins, @Nullable Money price) {}

    /**
     * @param open whether this viewer may thank now; a visitor may after signing in
     * @param amounts to choose from
     */
    record Offer(UUID video, boolean open, boolean visitor, List<Amount> amounts, Wallet.@Nullable Holding holding) {}

    /** @throws Refused 404 for what the viewer may not watch */
    Offer offer(Viewer viewer, UUID video) {
        var facts = watchable(viewer, video);
        var open = takes(facts)
                && (viewer.visitor() || viewer.age().adult() && !facts.creator().equals(viewer.id()));
        return new Offer(
                video,
                open,
                viewer.visitor(),
                AMOUNTS.stream()
                        .map(coins -> new Amount(
                                coins, wallet.price(viewer, new Coins(coins)).orElse(null)))
                        .toList(),
                viewer.signedIn() ? wallet.holding(viewer.id()) : null);
    }

    @Override
    @Transactional
    public SpendOutcome thank(UUID person, UUID video, long coins, String key) {
        return thank(people.viewerOf(person), video, key, coins);
    }

    /** @param key the caller's idempotency key */
    @Transactional
    public SpendOutcome thank(Viewer viewer, UUID video, String key, @Nullable Long coins) {
        var person = viewer.person();
        var facts = watchable(viewer, video);
        if (facts.creator().equals(person)) {
            throw Refused.because(ThanksProblem.THANKS_TO_YOURSELF);
        }
        if (!viewer.age().adult()) {
            throw Refused.because(ThanksProblem.THANKS_FROM_ADULTS_ONLY);
        }
        if (!takes(facts)) {
            throw Refused.because(ThanksProblem.THANKS_NOT_TAKEN);
        }
        if (coins == null || !AMOUNTS.contains(coins)) {
            throw Refused.field("coins", "thanks_amount");
        }
        return wallet.spend(new SpendRequest(
                id(person, video, key),
                person,
                new Coins(coins),
                "thanks",
                SubjectRef.video(video),
                new Beneficiary(facts.creator(), settings.sharePerMillion())));
    }

    /** The id follows from the key and the day, so a request repeated after a crash, also past midnight, spends once. */
    private UUID id(UUID person, UUID video, String key) {
        var name = "thanks/" + person + "/" + video + "/" + key;
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var yesterday = Ids.of(start(today.minusDays(1)), name);
        return wallet.spent(yesterday) ? yesterday : Ids.of(start(today), name);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private VideoFacts watchable(Viewer viewer, UUID video) {
        return videos.facts(video)
                .filter(facts -> videos.mayWatch(viewer, facts))
                .orElseThrow(Refused::notFound);
    }

    /** Who is younger gives and gets no coins. */
    private boolean takes(VideoFacts facts) {
        return people.card(facts.creator()).isPresent()
                && people.viewerOf(facts.creator()).age().adult();
    }
}
