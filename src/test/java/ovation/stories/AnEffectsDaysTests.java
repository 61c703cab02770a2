package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static ovation.stories.BrandStage.balance;
import static ovation.stories.BrandStage.business;
import static ovation.stories.BrandStage.decide;
import static ovation.stories.BrandStage.topUp;
import static ovation.stories.EffectStage.effects;
import static ovation.stories.EffectStage.flights;
import static ovation.stories.EffectStage.made;
import static ovation.stories.EffectStage.order;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.BooksCheck;
import ovation.ledger.Money;
import ovation.support.OvationTest;

/** Days in the effects tray over the public REST: sold once, to whom they belong, and to nobody who asks wrongly. */
@OvationTest
class AnEffectsDaysTests {

    private static final long DAY = 40_000_000; // EUR 40 in Germany and in Great Britain

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<BooksCheck> checks;

    private Partner stranger;
    private Partner brand;
    private String business;
    private String effect;

    @BeforeEach
    void an_approved_effect() {
        var once = UUID.randomUUID().toString().substring(0, 8);
        stranger = Partner.stranger(port, false);
        var moderator = stranger.join("judge." + once, "1985-01-01", "DE");
        people.grant(people.byHandle("judge." + once).orElseThrow().id(), Role.MODERATOR);
        brand = stranger.join("brand." + once, "1980-05-05", "DE");
        business = business(brand, "ADVERTISER", "Crowded");
        topUp(brand, business, "5000.00");
        effect = made(brand, business, "Crowd");
        decide(moderator, effect, true);
    }

    @Test
    void of_fifty_orders_at_once_one_gets_the_days() throws Exception {
        var from = today().plusDays(40);
        var sold = new AtomicInteger();
        var orders = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 50; i++) {
            var order = order("GB", from.plusDays(i % 3), 3, effect, null);
            orders.add(() -> {
                try {
                    brand.post(flights(business), order);
                    return sold.incrementAndGet();
                } catch (AssertionError refused) {
                    assertThat(refused.getMessage()).contains("effect_days_sold");
                    return 0;
                }
            });
        }

        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var done : pool.invokeAll(orders)) {
                done.get();
            }
        }

        // windows of three days that begin on three days running all touch: only one fits
        assertThat(sold.get()).isEqualTo(1);
        var days = brand.get(flights(business) + "/days?market=GB&from=" + from + "&days=5");
        var taken = StreamSupport.stream(days.path("items").spliterator(), false)
                .filter(day -> !day.path("free").asBoolean());
        assertThat(taken).hasSize(3);
        assertThat(balance(brand, business).reserved()).isEqualTo(3 * DAY);
        pastAllCode();
    }

    /** The constraint holds also against whoever writes rows himself. */
    private void pastAllCode() {
        assertThatThrownBy(() -> jdbc.sql("""
                INSERT INTO ads_effect_slot (booking, market, days)
                SELECT gen_random_uuid(), market, daterange(upper(days) - 1, upper(days) + 9) FROM ads_effect_slot
                WHERE market = 'GB'
                """).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("ads_effect_slot_sold_once");
    }

    @Test
    void refuses_what_cannot_be_bought_or_drawn() {
        var from = today().plusDays(60);
        brand.post(flights(business), order("DE", from, 5, effect, null));

        assertThat(brand.refused(flights(business), order("DE", from.plusDays(4), 2, effect, null)))
                .isEqualTo("effect_days_sold");
        for (var wrong : List.of(
                order("XX", from.plusDays(20), 2, effect, null),
                order("DE", from.plusDays(20), 0, effect, null),
                order("DE", from.plusDays(20), 31, effect, null),
                order("DE", today().minusDays(1), 2, effect, null),
                order("DE", from.plusDays(900), 2, effect, null),
                order("DE", from.plusDays(20), 2, UUID.randomUUID().toString(), null),
                order("DE", from.plusDays(20), 2, effect, Money.of("900.00", "USD")),
                Map.<String, Object>of())) {
            assertThat(brand.refused(flights(business), wrong))
                    .as(wrong.toString())
                    .isEqualTo("invalid_input");
        }
        assertThatThrownBy(() -> brand.put(effects(business) + "/" + effect, Map.of("name", "Other")))
                .hasMessageContaining("effect_frozen");
        var badScript = Map.of("name", "Bad", "script", Map.of("layers", List.of(Map.of("type", "hologram"))));
        assertThat(brand.refused(effects(business), badScript)).isEqualTo("invalid_input");
        assertThat(brand.refused(effects(business) + "/pictures?kind=icon", Map.of("not", "a picture")))
                .isEqualTo("invalid_input");
    }

    @Test
    void leaves_the_tray_while_its_business_has_stopped_its_ads() {
        brand.post(flights(business), order("FR", today(), 2, effect, null));
        var person = stranger.join("voyeur." + UUID.randomUUID().toString().substring(0, 8), "1990-02-02", "FR");
        await().atMost(Duration.ofSeconds(5)).until(() -> offered(person));

        brand.put("/api/v1/businesses/" + business + "/ad-stop", Map.of("reason", "A wrong address"));
        await().atMost(Duration.ofSeconds(2)).until(() -> !offered(person));

        brand.delete("/api/v1/businesses/" + business + "/ad-stop");
        await().atMost(Duration.ofSeconds(5)).until(() -> offered(person));
    }

    /** Two days of EUR 30; for six hours of the first the platform stops all ads, so a quarter of that day goes back. */
    @Test
    void the_hours_in_which_the_platform_stopped_all_ads_are_not_paid() {
        var day = 30_000_000L;
        var first = today().plusDays(1);
        var flight = flights(business) + "/"
                + brand.post(flights(business), order("CH", first, 2, effect, null))
                        .path("id")
                        .asString();
        var once = UUID.randomUUID().toString().substring(0, 8);
        var admin = stranger.join("boss." + once, "1975-01-01", "DE");
        people.grant(people.byHandle("boss." + once).orElseThrow().id(), Role.ADMIN);
        try {
            clock.moveTo(first.atTime(9, 0).toInstant(ZoneOffset.UTC));
            admin.put("/api/v1/ad-stop", Map.of("reason", "A drill"));
            clock.moveTo(first.atTime(15, 0).toInstant(ZoneOffset.UTC));
            admin.delete("/api/v1/ad-stop");
            clock.moveTo(first.plusDays(2).atTime(1, 0).toInstant(ZoneOffset.UTC));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> brand.get(flight).path("state").asString().equals("completed"));
        } finally {
            admin.delete("/api/v1/ad-stop");
            clock.backToNow();
        }

        var days = brand.get(flight + "/report").path("days");
        var stopped = days.get(0).path("stoppedSeconds").asLong();
        assertThat(stopped).isBetween(6 * 3600L, 6 * 3600L + 60);
        assertThat(days.get(1).path("stoppedSeconds").asLong()).isZero();
        var charged = day * (86_400 - stopped) / 86_400 + day;
        var view = brand.get(flight);
        assertThat(view.path("charged").path("micros").asLong()).isEqualTo(charged);
        assertThat(view.path("released").path("micros").asLong()).isEqualTo(2 * day - charged);
        assertThat(balance(brand, business)).isEqualTo(new BrandStage.Balance(5_000_000_000L - charged, 0, charged));
        var receipts = new ReceiptAudit(port, brand, business).receipts();
        assertThat(ReceiptAudit.sum(receipts)).isEqualTo(charged);
        assertThat(receipts.stream().map(receipt -> receipt.path("reservation")
                        .path("stoppedSeconds")
                        .asLong()))
                .containsExactly(0L, stopped);
        assertThat(checks.stream()
                        .filter(check -> check.invariant().equals("I12"))
                        .flatMap(check -> check.check().stream()))
                .isEmpty();
    }

    private boolean offered(Partner person) {
        return StreamSupport.stream(person.get("/api/v1/effects").path("items").spliterator(), false)
                .anyMatch(each -> each.path("id").asString().equals(effect)
                        && each.path("sponsor").isString());
    }

    @Test
    void other_peoples_ids_are_not_found() {
        var flight = brand.post(flights(business), order("FR", today().plusDays(80), 5, effect, null))
                .path("id")
                .asString();
        var once = UUID.randomUUID().toString().substring(0, 8);
        var other = stranger.join("other." + once, "1980-05-05", "DE");
        var theirs = business(other, "ADVERTISER", "Other");
        topUp(other, theirs, "100.00");
        assertThat(other.refused(flights(business), order("DE", today().plusDays(30), 1, effect, null)))
                .isEqualTo("not_found");
        assertThat(other.refused(flights(theirs), order("DE", today().plusDays(30), 1, effect, null)))
                .isEqualTo("invalid_input");
        for (var path : List.of(
                effects(business),
                effects(theirs) + "/" + effect,
                flights(theirs) + "/" + flight,
                flights(theirs) + "/" + flight + "/report",
                "/api/v1/effects/" + effect)) {
            assertThat(missing(other, path)).as(path).isTrue();
        }
        assertThat(other.refused(effects(business), Map.of("name", "Mine"))).isEqualTo("not_found");
        assertThat(missing(brand, flights(business) + "/" + UUID.randomUUID())).isTrue();
    }

    private static boolean missing(Partner partner, String path) {
        try {
            partner.get(path);
            return false;
        } catch (AssertionError answered) {
            return String.valueOf(answered.getMessage()).contains("answered 404");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
