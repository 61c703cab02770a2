package ovation.ads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.feed.Card;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.TestDatabase;
import ovation.videos.Videos;

/**
 * Ads, moderation and the ledger over a real database, with small fakes for people, clips and tokens; nothing is
 * scheduled, so that a test says when the keepers work.
 */
public final class AdsHouse implements AutoCloseable {

    public final TestDatabase database;
    private final boolean ownsDatabase;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    public final MovableClock clock = new MovableClock();
    public final World world;
    public final Viewer advertiser = person(AgeBand.AGE_35_44, "DE");
    public final Viewer moderator = person(AgeBand.AGE_35_44, "DE");

    public AdsHouse() {
        this(Map.of());
    }

    AdsHouse(Map<String, Object> settings) {
        this(TestDatabase.fresh(), new World(), settings, true);
    }

    /** Another node over the same database. */
    static AdsHouse beside(AdsHouse first) {
        return new AdsHouse(first.database, first.world, Map.of(), false);
    }

    private AdsHouse(TestDatabase database, World world, Map<String, Object> settings, boolean ownsDatabase) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.world = world;
        // The test closes it, not the node: others may be over it.
        context.registerBean(DataSource.class, database::dataSource, bean -> bean.setDestroyMethodName(""));
        context.registerBean(MovableClock.class, () -> clock);
        context.registerBean(World.class, () -> world);
        context.register(AdsWiring.class);
        var house = new HashMap<>(settings);
        house.put("ovation.secret", "a secret of at least thirty-two characters");
        // Everybody sees every ad; the lift's tests keep some from theirs.
        house.putIfAbsent("ovation.ads.lift.control-percent", 0);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("house", house));
        context.refresh();
    }

    /** For the parts of ads that stand in packages of their own. */
    ApplicationContext context() {
        return context;
    }

    public <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    BeanFactory beans() {
        return context;
    }

    /** Campaigns of earlier tests are gone; people, tokens and the ledger's books stay. */
    public void tidy() {
        try (var owner = database.ownerDataSource()) {
            new JdbcTemplate(owner).execute("""
                    TRUNCATE ads_campaign, ads_group, ads_ad, ads_pause, ads_budget, ads_lease, ads_delivery, ads_charge,
                        ads_stat, ads_unbilled, ads_cap, ads_stop, ads_rating, ads_audience, ads_split, ads_split_arm,
                        ads_split_person, ads_split_result, ads_copy, ads_draft, ads_opportunity, ads_forecast,
                        ads_touch, ads_conversion, ads_measure_choice, ads_lift_person, ads_lift_outcome CASCADE
                    """);
        }
        get(Campaigns.class).changed();
        get(Boards.class).accounts().clear();
        get(Boards.class).refresh();
    }

    // ---- what people do

    public static Viewer person(AgeBand age, String region) {
        return new Viewer(UUID.randomUUID(), true, Set.of(Role.VIEWER), age, region, "en");
    }

    public UUID aBusinessWith(String amount) {
        var business = UUID.randomUUID();
        world.members.put(business, advertiser.id());
        topUp(business, amount);
        return business;
    }

    void topUp(UUID business, String amount) {
        get(Ledger.class)
                .post(Transfer.between(
                        Ids.next(clock),
                        "advertiser.topup",
                        new SubjectRef("business", business),
                        clock.instant(),
                        Account.platform(AccountKind.BANK, "EUR"),
                        Leases.prepaid(business, "EUR"),
                        Money.of(amount, "EUR")))
                .orThrow();
    }

    public UUID aCreative(int seconds) {
        var video = UUID.randomUUID();
        world.clips.put(
                video,
                new Videos.VideoFacts(
                        video, advertiser.id(), null, List.of(), seconds * 1000, "DE", clock.instant(), false, true));
        return video;
    }

    /** A campaign with one ad group and one approved ad, on air. */
    Ad anApprovedAd(UUID business, EditingAdGroups.AdGroupForm group) {
        return anApprovedAd(business, group, form(aCreative(15)));
    }

    /** The same for tests of other packages, as a daily budget of 20. @return the clip of its ad */
    public UUID aClipOnAir(UUID business, String billing, String bid) {
        return anApprovedAd(business, daily("20.00", billing, bid)).video();
    }

    /** On a code that the business has redeemed. */
    public void sparkOnAir(UUID business, UUID spark, String billing, String bid) {
        var form = new EditingAds.AdForm(null, spark, "Nordlicht", "Shop now", "https://shop.example/coats", null);
        anApprovedAd(business, daily("20.00", billing, bid), form);
    }

    public boolean anythingOnAir() {
        return !get(Boards.class).board().byAdGroup().isEmpty();
    }

    /** Looks whether the revision has moved, as every half a second. */
    public void look() {
        get(Boards.class).refresh();
    }

    private Ad anApprovedAd(UUID business, EditingAdGroups.AdGroupForm group, EditingAds.AdForm form) {
        var campaign = get(EditingCampaigns.class)
                .create(
                        advertiser,
                        business,
                        new EditingCampaigns.NewCampaign(
                                "Autumn", "CPV".equals(group.billing()) ? "video_views" : "traffic", null));
        var adGroup = get(EditingAdGroups.class).create(advertiser, campaign.id(), group);
        var ad = get(EditingAds.class).create(advertiser, adGroup.id(), form);
        get(EditingCampaigns.class)
                .change(
                        advertiser,
                        campaign.id(),
                        new EditingCampaigns.CampaignChange(null, null, null, "active", null));
        world.approve(this, ad.id());
        work();
        return get(Ads.class).find(ad.id()).orElseThrow();
    }

    static EditingAds.AdForm form(UUID video) {
        return new EditingAds.AdForm(video, null, "Nordlicht", "Shop now", "https://shop.example/coats", null);
    }

    /** @param bid per thousand impressions or click */
    static EditingAdGroups.AdGroupForm daily(String budget, String billing, String bid) {
        return group("daily", budget, billing, bid, null, null, 0);
    }

    static EditingAdGroups.AdGroupForm group(
            String kind,
            String budget,
            String billing,
            String bid,
            @Nullable List<String> regions,
            @Nullable List<String> ages,
            int cap) {
        return new EditingAdGroups.AdGroupForm(
                "Group",
                kind,
                Money.of(budget, "EUR"),
                null,
                null,
                regions,
                ages,
                null,
                billing,
                Money.of(bid, "EUR"),
                cap,
                1,
                "fast",
                null);
    }

    // ---- what the machine does

    public void work() {
        get(Boards.class).refresh();
        get(LeaseKeeper.class).keep();
    }

    public Optional<GuestItem> seatFor(Viewer viewer) {
        return get(AdSeats.class)
                .take(new SeatRequest(
                        viewer, Surface.FOR_YOU, viewer.age().adult(), List.of(), new UUID(0, 9), clock.instant()));
    }

    public AttentionEvent event(AttentionType type, GuestItem item, int marks) {
        var exposure = world.tokens.get(item.token());
        return new AttentionEvent(Ids.next(clock), type, exposure, 0, clock.instant(), marks);
    }

    public void read(AttentionEvent... events) {
        new TransactionTemplate(get(PlatformTransactionManager.class))
                .executeWithoutResult(status -> get(Settling.class).read(List.of(events)));
        get(Performance.class).hear(List.of(events), true);
    }

    public long priceOf(GuestItem item) {
        return claimOf(item).priceMicros();
    }

    Claim claimOf(GuestItem item) {
        return Claim.decode(world.tokens.get(item.token()).claim()).orElseThrow();
    }

    public long balance(Account account) {
        return get(Ledger.class).balance(account).posted().micros();
    }

    public long sum(String sql) {
        return get(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    /** What must hold whatever has happened. */
    public void checkBooks(UUID business, String toppedUp) {
        var charged = sum("SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE business = '" + business + "'");
        equal(
                "prepaid + reserved + charged = topped up",
                balance(Leases.prepaid(business, "EUR")) + balance(Leases.reserved(business, "EUR")) + charged,
                Money.of(toppedUp, "EUR").micros());
        equal(
                "reserved = open leases",
                balance(Leases.reserved(business, "EUR")),
                sum("SELECT coalesce(sum(amount_micros - settled_micros), 0) FROM ads_lease WHERE closed_at IS NULL"
                        + " AND business = '" + business + "'"));
        equal(
                "spent = charges",
                sum("SELECT coalesce(sum(spent_micros), 0) FROM ads_budget WHERE owner IN (SELECT id FROM ads_group)"),
                sum("SELECT coalesce(sum(price_micros), 0) FROM ads_charge"));
        equal(
                "held = open leases",
                sum("SELECT coalesce(sum(held_micros), 0) FROM ads_budget WHERE owner IN (SELECT id FROM ads_group)"),
                sum("SELECT coalesce(sum(amount_micros - settled_micros), 0) FROM ads_lease WHERE closed_at IS NULL"));
        equal(
                "report = charges",
                sum("SELECT coalesce(sum(spend_micros), 0) FROM ads_stat"),
                sum("SELECT coalesce(sum(price_micros), 0) FROM ads_charge"));
        equal("each transfer = its charges", sum("""
                        SELECT count(*) FROM (SELECT transfer, sum(price_micros) AS price FROM ads_charge GROUP BY 1) c
                        WHERE price IS DISTINCT FROM
                            (SELECT sum(e.amount) FROM ledger_entry e WHERE e.transfer_id = c.transfer AND e.amount > 0)
                        """), 0);
    }

    private static void equal(String what, long one, long other) {
        if (one != other) {
            throw new AssertionError(what + ": " + one + " ≠ " + other);
        }
    }

    /** The node is gone, its database stays. */
    void shutContext() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        if (ownsDatabase) {
            database.close();
        }
    }

    /** What the fakes know. */
    public static final class World {
        public final Map<UUID, Videos.VideoFacts> clips = new ConcurrentHashMap<>();
        /** By hash: who agrees to be found by it. */
        final Map<String, UUID> addresses = new ConcurrentHashMap<>();

        final Map<UUID, UUID> members = new ConcurrentHashMap<>();
        final Map<String, Exposure> tokens = new ConcurrentHashMap<>();
        public final Map<UUID, Set<UUID>> blocked = new ConcurrentHashMap<>();
        final List<AttentionEvent> recorded = new ArrayList<>();
        /** SHA-256 of the addresses of adults. */
        final Map<UUID, byte[]> emails = new ConcurrentHashMap<>();

        final Map<UUID, Card> cards = new ConcurrentHashMap<>();

        public void approve(AdsHouse house, UUID ad) {
            new ovation.moderation.TestDecisions(house.context).decide(SubjectRef.ad(ad), true, null);
        }

        public void reject(AdsHouse house, UUID ad, String reason) {
            new ovation.moderation.TestDecisions(house.context).decide(SubjectRef.ad(ad), false, reason);
        }
    }
}
