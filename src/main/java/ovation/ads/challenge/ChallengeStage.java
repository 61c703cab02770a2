package ovation.ads.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.promo.PromotedPost;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.Promotions;
import ovation.ads.promo.TakingPart;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Effects;
import ovation.videos.ShelfPanel;
import ovation.videos.Videos;

/** Challenges as everybody sees them: above the posts of their hashtag. The bean of its template. */
@Component("challengeStage")
class ChallengeStage implements ShelfPanel {

    private static final int LEADERS = 10;
    private static final int MOST = 200;

    private final Challenges challenges;
    private final Promotions promotions;
    private final PayingPrizes prizes;
    private final TakingPart takingPart;
    private final Videos videos;
    private final Effects effects;
    private final People people;
    private final Clock clock;

    ChallengeStage(
            Challenges challenges,
            Promotions promotions,
            PayingPrizes prizes,
            TakingPart takingPart,
            Videos videos,
            Effects effects,
            People people,
            Clock clock) {
        this.challenges = challenges;
        this.promotions = promotions;
        this.prizes = prizes;
        this.takingPart = takingPart;
        this.videos = videos;
        this.effects = effects;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String template() {
        return "ads/challenge-stage";
    }

    record SoundView(UUID id, String title) {}

    record EffectView(UUID id, String name, String icon) {}

    /** @param prize null while it is not over, or if there was none */
    record Leader(
            int position,
            UUID video,
            String url,
            String handle,
            String name,
            @Nullable String avatarUrl,
            String poster,
            long views,
            @Nullable Money prize) {}

    /**
     * @param sponsor who paid
     * @param state {@code booked}, {@code running}, {@code closing} or {@code settled}
     * @param prize the money, split among so many {@code places}
     * @param mayTakePart whether the viewer's age and region let him, as far as they are known
     * @param takesPart null if he does not; else whether his posts may be shown as ads
     */
    record StageView(
            UUID id,
            String hashtag,
            String headline,
            String brief,
            String sponsor,
            boolean adultsOnly,
            List<String> regions,
            @Nullable SoundView sound,
            @Nullable EffectView effect,
            @Nullable String poster,
            String state,
            LocalDate firstDay,
            LocalDate lastDay,
            Money prize,
            List<Money> prizes,
            long entries,
            List<Leader> leaderboard,
            boolean mayTakePart,
            @Nullable Boolean takesPart) {

        public boolean running() {
            return state.equals("running");
        }
    }

    /** The challenge of a hashtag; empty if there is none, or a moderator has taken it off. */
    Optional<StageView> ofTag(String hashtag, Viewer viewer) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return challenges.of(EditingChallenges.spelling(hashtag), today).flatMap(challenge -> promotions
                .find(challenge.id())
                .filter(promotion -> promotion.onAir() && !"cancelled".equals(promotion.ended()))
                .map(promotion -> stage(challenge, promotion, viewer)));
    }

    /** For the template: null if there is none. */
    public @Nullable StageView of(String hashtag, Viewer viewer) {
        return ofTag(hashtag, viewer).orElse(null);
    }

    /** The challenge behind a link to take part. @throws Refused 404 if it is not to be seen */
    StageView one(UUID id, Viewer viewer) {
        return challenges
                .find(id)
                .flatMap(challenge -> promotions
                        .find(id)
                        .filter(promotion -> promotion.onAir() && !"cancelled".equals(promotion.ended()))
                        .map(promotion -> stage(challenge, promotion, viewer)))
                .orElseThrow(Refused::notFound);
    }

    private StageView stage(Challenge challenge, Promotion promotion, Viewer viewer) {
        var shares = challenges.prizeShares(challenge.id());
        var money = promotion.money(promotion.prizeMicros());
        var parts = shares.isEmpty()
                ? List.<Money>of()
                : List.of(money.allocate(
                        shares.stream().mapToLong(Integer::longValue).toArray()));
        var sound = challenge.sound() == null
                ? null
                : videos.sound(challenge.sound()).orElse(null);
        var counts = promotions.counts(challenge.id());
        var entries = counts.entrySet().stream()
                .filter(each ->
                        !each.getKey().equals("withdrawn") && !each.getKey().equals("removed"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        return new StageView(
                challenge.id(),
                challenge.hashtag(),
                challenge.headline(),
                challenge.brief(),
                promotion.sponsor(),
                challenge.adultsOnly(),
                challenge.regions(),
                sound == null ? null : new SoundView(sound.id(), sound.title()),
                effect(challenge),
                videos.cards(List.of(challenge.video())).stream()
                        .findFirst()
                        .map(Videos.VideoCard::poster)
                        .orElse(null),
                promotion.state(clock.instant()),
                promotion.firstDay(),
                promotion.lastDay(),
                money,
                parts,
                entries,
                leaders(promotion, viewer),
                viewer.visitor() || challenge.allows(viewer),
                viewer.visitor()
                        ? null
                        : takingPart.of(challenge.id(), viewer.id()).orElse(null));
    }

    private @Nullable EffectView effect(Challenge challenge) {
        return challenge.effect() == null
                ? null
                : effects.find(challenge.effect())
                        .map(effect -> new EffectView(effect.id(), effect.name(), effect.icon()))
                        .orElse(null);
    }

    /** What a viewer may not watch is not in his list; the places stay what they are. */
    private List<Leader> leaders(Promotion promotion, Viewer viewer) {
        var won = prizes.of(promotion.id());
        var found = promotions.leading(promotion.id(), MOST);
        var names = people.cards(
                found.stream().map(PromotedPost::creator).distinct().toList());
        var creators = new java.util.HashSet<UUID>();
        var leaders = new ArrayList<Leader>();
        for (var post : found) {
            var name = names.get(post.creator());
            if (leaders.size() == LEADERS || name == null || !creators.add(post.creator())) {
                continue;
            }
            if (!videos.mayWatch(viewer, post.video())) {
                continue;
            }
            videos.cards(List.of(post.video())).stream()
                    .findFirst()
                    .ifPresent(card -> leaders.add(new Leader(
                            creators.size(),
                            post.video(),
                            card.url(),
                            name.handle(),
                            name.name(),
                            name.avatarUrl(),
                            card.poster(),
                            post.qualified(),
                            won.stream()
                                    .filter(prize -> prize.video().equals(post.video()))
                                    .findFirst()
                                    .map(PayingPrizes.Prize::money)
                                    .orElse(null))));
        }
        return leaders;
    }

    /** An entry as its creator sees it. @param prize null for none */
    record MineView(
            UUID challenge,
            String hashtag,
            String headline,
            String sponsor,
            UUID video,
            String state,
            boolean mayBoost,
            long qualified,
            long earned,
            long paid,
            @Nullable Money prize,
            @Nullable String prizeState,
            java.time.@Nullable Instant prizeAvailableFrom) {}

    List<MineView> mine(UUID creator) {
        var posts = promotions.ofCreator(creator, MOST);
        var known = promotions.findAll(
                posts.stream().map(PromotedPost::promotion).distinct().toList());
        var won = prizes.wonBy(creator);
        return posts.stream()
                .filter(post -> {
                    var promotion = known.get(post.promotion());
                    return promotion != null && promotion.kind().equals(Challenge.KIND);
                })
                .map(post -> mine(post, java.util.Objects.requireNonNull(known.get(post.promotion())), won))
                .toList();
    }

    private MineView mine(PromotedPost post, Promotion promotion, List<PayingPrizes.Prize> won) {
        var prize = won.stream()
                .filter(each ->
                        each.challenge().equals(promotion.id()) && each.video().equals(post.video()))
                .findFirst();
        return new MineView(
                promotion.id(),
                promotion.line().substring(1),
                promotion.headline(),
                promotion.sponsor(),
                post.video(),
                post.state(),
                post.mayBoost(),
                post.qualified(),
                post.earned(),
                post.paid(),
                prize.map(PayingPrizes.Prize::money).orElse(null),
                prize.map(each -> each.maturedAt() == null ? "estimated" : "available")
                        .orElse(null),
                prize.map(prizes::availableFrom).orElse(null));
    }
}
