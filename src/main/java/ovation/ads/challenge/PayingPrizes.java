package ovation.ads.challenge;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionSettings;
import ovation.ads.promo.SortingPosts;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/**
 * Pays the best entries: the prize money is split by the places' weights, exactly, by largest remainder; a place that
 * nobody has won is not paid and goes back with what else was not used. What is won matures like other shares.
 */
@Component
class PayingPrizes {

    private static final Logger log = LoggerFactory.getLogger(PayingPrizes.class);

    private final SortingPosts posts;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PromotionSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PayingPrizes(
            SortingPosts posts,
            Ledger ledger,
            JdbcClient jdbc,
            PromotionSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.posts = posts;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param maturedAt null while it is checked */
    record Prize(
            UUID challenge,
            int position,
            UUID video,
            UUID creator,
            long views,
            String currency,
            long prizeMicros,
            Instant wonAt,
            @Nullable Instant maturedAt) {

        Money money() {
            return new Money(prizeMicros, currency);
        }
    }

    /** In the transaction that ends the challenge. @return what was paid, in micros */
    long pay(Promotion promotion, List<Integer> shares, Instant now) {
        if (promotion.prizeMicros() == 0 || shares.isEmpty()) {
            return 0;
        }
        var parts = promotion
                .money(promotion.prizeMicros())
                .allocate(shares.stream().mapToLong(Integer::longValue).toArray());
        var winners = posts.winners(promotion, shares.size(), Set.of());
        if (winners.isEmpty()) {
            return 0;
        }
        var transfer = Ids.of(now, "ads.promo.prize/" + promotion.id());
        var legs = new ArrayList<Leg>();
        var sum = Money.zero(promotion.currency());
        for (var i = 0; i < winners.size(); i++) {
            var winner = winners.get(i);
            sum = sum.plus(parts[i]);
            legs.add(Leg.credit(
                    new Account(AccountKind.CREATOR_ESTIMATED, winner.creator(), promotion.currency()), parts[i]));
            jdbc.sql("""
                    INSERT INTO ads_challenge_prize (challenge, position, video, creator, currency, views, prize_micros,
                        transfer, won_at)
                    VALUES (:id, :position, :video, :creator, :currency, :views, :prize, :transfer, :now)
                    """)
                    .param("id", promotion.id())
                    .param("position", i + 1)
                    .param("video", winner.video())
                    .param("creator", winner.creator())
                    .param("currency", promotion.currency())
                    .param("views", winner.qualified())
                    .param("prize", parts[i].micros())
                    .param("transfer", transfer)
                    .param("now", Timestamp.from(now))
                    .update();
        }
        legs.addFirst(Leg.debit(promotion.reserved(), sum));
        ledger.post(new Transfer(transfer, "ads.promo.prize", promotion.cause(), now, legs))
                .orThrow();
        return sum.micros();
    }

    Instant availableFrom(Prize prize) {
        return prize.wonAt().plus(settings.prizeHold());
    }

    List<Prize> of(UUID challenge) {
        // primary keys
        return jdbc.sql(WHOLE + " WHERE p.challenge = :id ORDER BY p.position")
                .param("id", challenge)
                .query(new SimplePropertyRowMapper<>(Prize.class))
                .list();
    }

    /** Newest first. */
    List<Prize> wonBy(UUID creator) {
        // ads_challenge_prize_creator
        return jdbc.sql(WHOLE + " WHERE p.creator = :creator ORDER BY p.won_at DESC LIMIT 200")
                .param("creator", creator)
                .query(new SimplePropertyRowMapper<>(Prize.class))
                .list();
    }

    private static final String WHOLE = """
            SELECT p.challenge, p.position, p.video, p.creator, p.views, p.currency, p.prize_micros, p.won_at, m.matured_at
            FROM ads_challenge_prize p
            LEFT JOIN ads_challenge_prize_matured m ON m.challenge = p.challenge AND m.position = p.position
            """;

    @Scheduled(fixedDelayString = "${ovation.ads.promo.maturing-interval:1m}")
    void mature() {
        // ads_challenge_prize_won, primary key
        var due = jdbc.sql(WHOLE + """
                 WHERE p.won_at <= :until::timestamptz AND p.won_at > :until::timestamptz - interval '60 days' AND m.challenge IS NULL
                ORDER BY p.won_at LIMIT 1000
                """)
                .param("until", Timestamp.from(clock.instant().minus(settings.prizeHold())))
                .query(new SimplePropertyRowMapper<>(Prize.class))
                .list();
        for (var prize : due) {
            try {
                transaction.executeWithoutResult(_ -> mature(prize));
            } catch (RuntimeException notNow) {
                log.warn("The prize {} could not mature now", prize, notNow);
            }
        }
    }

    private void mature(Prize prize) {
        var now = clock.instant();
        var transfer = Ids.next(clock);
        // primary key: who writes the row does it
        var mine = jdbc.sql("""
                INSERT INTO ads_challenge_prize_matured (challenge, position, transfer, matured_at)
                VALUES (:id, :position, :transfer, :now) ON CONFLICT DO NOTHING
                """)
                .param("id", prize.challenge())
                .param("position", prize.position())
                .param("transfer", transfer)
                .param("now", Timestamp.from(now))
                .update();
        if (mine > 0) {
            ledger.post(Transfer.between(
                            transfer,
                            "ads.promo.prize_mature",
                            new SubjectRef("promotion", prize.challenge()),
                            now,
                            new Account(AccountKind.CREATOR_ESTIMATED, prize.creator(), prize.currency()),
                            new Account(AccountKind.CREATOR_AVAILABLE, prize.creator(), prize.currency()),
                            prize.money()))
                    .orThrow();
        }
    }
}
