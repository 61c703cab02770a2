package ovation.ads.spark;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.Days;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.People;
import ovation.ledger.Money;
import ovation.videos.OwnPostPanel;
import ovation.videos.Videos;

/** Spark as its two sides see it: the creator her codes and shares, the business what it has redeemed. */
@Component("sparkDesk")
class SparkDesk implements OwnPostPanel {

    private static final int MOST = 200;
    private static final long MOST_DAYS = 366;
    private static final int STANDARD_DAYS = 28;

    private final SparkCodes codes;
    private final SparkSums sums;
    private final SparkSettings settings;
    private final Businesses businesses;
    private final People people;
    private final Videos videos;
    private final Clock clock;

    SparkDesk(
            SparkCodes codes,
            SparkSums sums,
            SparkSettings settings,
            Businesses businesses,
            People people,
            Videos videos,
            Clock clock) {
        this.codes = codes;
        this.sums = sums;
        this.settings = settings;
        this.businesses = businesses;
        this.people = people;
        this.videos = videos;
        this.clock = clock;
    }

    @Override
    public String template() {
        return "ads/spark";
    }

    /**
     * @param code what the advertiser types
     * @param state {@code open}, {@code redeemed}, {@code revoked} or {@code expired}
     * @param usedBy the business that has redeemed it
     * @param uses ad by ad
     * @param earned by currency, of what is settled
     * @param consents the ledger of consent
     */
    record CodeView(
            UUID id,
            UUID video,
            String code,
            int sharePercent,
            int days,
            String state,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String usedBy,
            List<SparkSums.Use> uses,
            List<Money> earned,
            List<SparkCodes.Consent> consents) {

        public boolean stands() {
            return state.equals("open") || state.equals("redeemed");
        }

        public LocalDate expiresOn() {
            return Days.of(expiresAt);
        }
    }

    /** What a business sees of a code that it has redeemed. @param poster null once the post is gone */
    record SparkView(
            UUID id,
            UUID video,
            String state,
            int sharePercent,
            Instant expiresAt,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String avatarUrl,
            @Nullable String caption,
            @Nullable String poster) {}

    /**
     * @param day on which the charges were settled
     * @param usedBy the business that paid
     * @param charges impressions, views or clicks that were billed
     * @param spend what they cost, of which {@code amount} is the creator's
     * @param state {@code estimated} or {@code available}
     */
    record EarningView(
            LocalDate day,
            UUID code,
            UUID video,
            String usedBy,
            int sharePercent,
            long charges,
            Money spend,
            Money amount,
            String state,
            Instant availableFrom) {

        public LocalDate availableOn() {
            return Days.of(availableFrom);
        }
    }

    CodeView code(SparkCode code) {
        return new CodeView(
                code.id(),
                code.video(),
                codes.secret(code.id()),
                code.sharePercent(),
                code.days(),
                code.stateAt(clock.instant()),
                code.madeAt(),
                code.expiresAt(),
                code.endedAt(),
                code.business() == null ? null : nameOf(code.business()),
                sums.uses(code.id()),
                sums.earned(code.id()),
                codes.consents(code.id()));
    }

    List<CodeView> codes(UUID creator, @Nullable UUID video) {
        var found = video == null ? codes.ofCreator(creator, MOST) : codes.ofVideo(video, MOST);
        return found.stream()
                .filter(code -> code.creator().equals(creator))
                .map(this::code)
                .toList();
    }

    SparkView spark(SparkCode code) {
        var creator = people.card(code.creator());
        var card = videos.cards(List.of(code.video())).stream().findFirst();
        return new SparkView(
                code.id(),
                code.video(),
                code.stateAt(clock.instant()),
                code.sharePercent(),
                code.expiresAt(),
                creator.map(People.PersonCard::handle).orElse(null),
                creator.map(People.PersonCard::name).orElse(null),
                creator.map(People.PersonCard::avatarUrl).orElse(null),
                card.map(Videos.VideoCard::caption).orElse(null),
                card.map(Videos.VideoCard::poster).orElse(null));
    }

    List<SparkView> sparks(UUID business) {
        return codes.ofBusiness(business, MOST).stream().map(this::spark).toList();
    }

    /** Of an ad of the business's; null for an ad that stands on no code. */
    public @Nullable SparkView of(@Nullable UUID spark) {
        return spark == null ? null : codes.find(spark).map(this::spark).orElse(null);
    }

    List<EarningView> earnings(UUID creator, @Nullable LocalDate from, @Nullable LocalDate to) {
        var end = to == null ? Days.of(clock.instant()) : to;
        var start = from == null ? end.minusDays(STANDARD_DAYS - 1) : from;
        if (end.isBefore(start)) {
            throw Refused.field("to", "ends_before_it_begins");
        }
        if (start.plusDays(MOST_DAYS).isBefore(end)) {
            throw Refused.field("from", "range_too_long");
        }
        return sums.earnings(creator, start, end).stream().map(this::earning).toList();
    }

    private EarningView earning(SparkSums.Earning sum) {
        return new EarningView(
                sum.day(),
                sum.code(),
                sum.video(),
                nameOf(sum.business()),
                sum.sharePercent(),
                sum.charges(),
                new Money(sum.spendMicros(), sum.currency()),
                new Money(sum.shareMicros(), sum.currency()),
                sum.matured() ? "available" : "estimated",
                MaturingSparkShares.availableFrom(sum.day(), settings));
    }

    private String nameOf(UUID business) {
        return businesses.find(business).map(Businesses.Business::name).orElse("–");
    }

    // ---- for the pages

    public List<CodeView> ofPost(UUID creator, UUID video) {
        return codes(creator, video);
    }

    public List<EarningView> earned(UUID creator, LocalDate from, LocalDate to) {
        return earnings(creator, from, to);
    }

    public SparkSettings settings() {
        return settings;
    }

    public List<Integer> days() {
        return MakingSparkCodes.DAYS;
    }

    public UUID freshId() {
        return UUID.randomUUID();
    }
}
