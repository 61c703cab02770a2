package ovation.ads.promo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What is on air today and on the days beside it, in memory. Read again when the revision has moved, which a booking, a
 * boost, a consent taken back and a moderator's decision do, and when the day has; what boosts have left, at every look.
 */
@Component
class PromotionBoard {

    private final JdbcClient jdbc;
    private final PromotionRows rows;
    private final Clock clock;
    private volatile State state = new State(-1, LocalDate.EPOCH, Map.of(), Map.of(), Map.of(), List.of());
    private volatile Map<UUID, Long> boostSettled = Map.of();

    PromotionBoard(JdbcClient jdbc, PromotionRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    private record Spot(String place, String market, LocalDate day) {}

    private record Stretch(UUID promotion, int from, int to, int lanes) {}

    /** A post that may be shown as an ad. */
    record Boost(Promotion promotion, UUID video, UUID creator, int durationMillis) {}

    private record State(
            long revision,
            LocalDate day,
            Map<UUID, Promotion> promotions,
            Map<Spot, List<Stretch>> slots,
            Map<UUID, Set<String>> markets,
            List<Boost> boosts) {}

    /** Whoever has bought the viewer's lane of the place for the day. A person's lane is another one each day. */
    Optional<Promotion> at(String place, String market, UUID viewer, Instant at) {
        var now = state;
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var stretches = now.slots().get(new Spot(place, market, day));
        if (stretches == null) {
            return Optional.empty();
        }
        var hash = Math.floorMod(viewer.hashCode() * 31L + day.toEpochDay() * 0x9E3779B97F4A7C15L, 1_000_003);
        for (var stretch : stretches) {
            var lane = hash % stretch.lanes();
            if (lane >= stretch.from() && lane < stretch.to()) {
                return Optional.ofNullable(now.promotions().get(stretch.promotion()));
            }
        }
        return Optional.empty();
    }

    /** All that run now, whether a moderator lets them be shown or not. */
    List<Promotion> running(Instant at) {
        return state.promotions().values().stream()
                .filter(promotion -> promotion.running(at))
                .toList();
    }

    /** Posts that may be boosted for people of the market, whose budget is not ahead of its plan. */
    List<Boost> boosts(String market, Instant at) {
        var now = state;
        return now.boosts().stream()
                .filter(boost ->
                        boost.promotion().running(at) && boost.promotion().onAir())
                .filter(boost -> now.markets()
                        .getOrDefault(boost.promotion().id(), Set.of())
                        .contains(market))
                .filter(boost -> affordable(boost.promotion(), at))
                .toList();
    }

    /** Spread over its days evenly, and never more than a day ahead of that. */
    private boolean affordable(Promotion promotion, Instant at) {
        var settled = boostSettled.getOrDefault(promotion.id(), promotion.boostSettled());
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var days = promotion.lastDay().toEpochDay() - promotion.firstDay().toEpochDay() + 1;
        var begun = day.toEpochDay() - promotion.firstDay().toEpochDay() + 1;
        var planned = Math.min(promotion.boostMicros(), promotion.boostMicros() / days * (begun + 1));
        return settled + promotion.cpmMicros() / 1000 <= planned;
    }

    @Scheduled(fixedDelay = 500)
    synchronized void refresh() {
        // one row each; that of all ads moves with the switch that stops everything
        var revision = jdbc.sql("SELECT p.n + a.n FROM ads_promotion_revision p, ads_revision a")
                .query(Long.class)
                .single();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (revision != state.revision() || !today.equals(state.day())) {
            read(revision, today);
        }
        if (!state.boosts().isEmpty()) {
            readSettled();
        }
    }

    private void readSettled() {
        var ids = state.boosts().stream()
                .map(boost -> boost.promotion().id())
                .distinct()
                .toArray(UUID[]::new);
        var settled = new HashMap<UUID, Long>();
        // primary key
        jdbc.sql("SELECT id, boost_settled FROM ads_promotion WHERE id = ANY (:ids)")
                .param("ids", ids)
                .query((row, number) -> settled.put(row.getObject("id", UUID.class), row.getLong("boost_settled")))
                .list();
        boostSettled = settled;
    }

    private record SlotRow(UUID promotion, String place, String market, LocalDate day, int from, int to, int lanes) {}

    private record BoostRow(UUID promotion, UUID video, UUID creator, int durationMillis) {}

    private void read(long revision, LocalDate today) {
        // ads_promotion_last_day
        var ids = jdbc.sql("""
                SELECT p.id FROM ads_promotion p WHERE p.last_day >= :from AND p.first_day <= :to
                    AND NOT EXISTS (SELECT FROM ads_promotion_end e WHERE e.promotion = p.id)
                """)
                .param("from", today.minusDays(1))
                .param("to", today.plusDays(1))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        var promotions = rows.findAll(ids).stream().collect(Collectors.toMap(Promotion::id, each -> each));
        var slots = new HashMap<Spot, List<Stretch>>();
        var markets = new HashMap<UUID, Set<String>>();
        // primary keys
        jdbc.sql("""
                SELECT s.promotion, s.place, s.market, s.day, lower(s.lanes) AS "from", upper(s.lanes) AS "to", p.lanes
                FROM ads_promotion_slot s JOIN ads_promotion o ON o.id = s.promotion
                JOIN ads_place_price p ON p.place = s.place AND p.market = s.market AND p.currency = o.currency
                WHERE s.promotion = ANY (:ids)
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(new SimplePropertyRowMapper<>(SlotRow.class))
                .list()
                .forEach(slot -> {
                    markets.computeIfAbsent(slot.promotion(), id -> new HashSet<>())
                            .add(slot.market());
                    var promotion = promotions.get(slot.promotion());
                    if (promotion != null && promotion.onAir()) {
                        slots.computeIfAbsent(
                                        new Spot(slot.place(), slot.market(), slot.day()), spot -> new ArrayList<>())
                                .add(new Stretch(slot.promotion(), slot.from(), slot.to(), slot.lanes()));
                    }
                });
        // ads_promotion_post_state, primary key of ads_promotion_participant
        var boosts = jdbc
                .sql("""
                SELECT p.promotion, p.video, p.creator, p.duration_millis FROM ads_promotion_post p
                JOIN ads_promotion_participant a ON a.promotion = p.promotion AND a.person = p.creator AND a.may_boost
                WHERE p.promotion = ANY (:ids) AND p.state = 'boosted'
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(new SimplePropertyRowMapper<>(BoostRow.class))
                .list()
                .stream()
                .filter(row -> promotions.containsKey(row.promotion()))
                .map(row -> new Boost(
                        java.util.Objects.requireNonNull(promotions.get(row.promotion())),
                        row.video(),
                        row.creator(),
                        row.durationMillis()))
                .toList();
        state = new State(revision, today, promotions, slots, markets, boosts);
    }
}
