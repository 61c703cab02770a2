package ovation.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ovation.base.MovableClock;
import ovation.ledger.Money;
import ovation.ledger.Periods;
import ovation.payments.Reconciliation;
import ovation.payouts.Payouts;
import ovation.payouts.Payouts.Details;
import ovation.wallet.CoinSales;

/** What finance does in those weeks: reads the provider's reports, closes the month, pays two creators, holds a little back. */
@Demo
@Component
class KeepingTheBooks {

    private static final Logger log = LoggerFactory.getLogger(KeepingTheBooks.class);

    private static final int PAYDAY = 8;
    private static final int ANSWER = 6;
    private static final int HOLD = 5;
    private static final int NEXT_BATCH = 1;
    private static final List<Details> DETAILS = List.of(
            new Details("Mira Okafor", "Gartenweg 4", "10115", "Berlin", "DE", "DE75512108001245126199"),
            new Details("Haruto Lindqvist", "Seestraße 12", "80331", "München", "DE", "DE02120300000000202051"));

    private final Payouts payouts;
    private final Periods periods;
    private final Reconciliation reconciliation;
    private final CoinSales coins;
    private final Phones phones;
    private final Cast cast;
    private final Rest rest;
    private final MovableClock clock;

    KeepingTheBooks(
            Payouts payouts,
            Periods periods,
            Reconciliation reconciliation,
            CoinSales coins,
            Phones phones,
            Cast cast,
            Rest rest,
            MovableClock clock) {
        this.payouts = payouts;
        this.periods = periods;
        this.reconciliation = reconciliation;
        this.coins = coins;
        this.phones = phones;
        this.cast = cast;
        this.rest = rest;
        this.clock = clock;
    }

    /** Before anything else: two finance people with a second factor each, and the first creators ready to be paid. */
    void open(List<UUID> creators) {
        phones.give(cast.id(Cast.FINANCE));
        phones.give(cast.id(Cast.ADMIN));
        for (var i = 0; i < Math.min(creators.size(), DETAILS.size()); i++) {
            phones.give(creators.get(i));
            payouts.setUp(creators.get(i), DETAILS.get(i), clock.instant());
        }
    }

    /** @param left days until today; 0 is today */
    void morning(LocalDate day, int left, List<UUID> creators) {
        reconciliation.reconcile(day.minusDays(1));
        coins.mature();
        var lastMonth = YearMonth.from(day).minusMonths(1);
        periods.next()
                .filter(next ->
                        !next.month().isAfter(lastMonth) && next.obstacles().isEmpty())
                .ifPresent(next -> {
                    payouts.makeStatements(next.month());
                    periods.close(next.month(), cast.id(Cast.FINANCE));
                });
        switch (left) {
            case PAYDAY -> release(make(Cast.FINANCE), Cast.ADMIN);
            case ANSWER -> answer();
            case HOLD -> hold(creators.get(2));
            case NEXT_BATCH -> make(Cast.ADMIN);
            default -> {}
        }
    }

    /** The batch that this person has made, if there is one, so that a day can be lived again. */
    private @Nullable UUID made(String by) {
        var person = cast.id(by).toString();
        for (var batch :
                rest.call(by, "GET", "/api/v1/finance/payouts/batches", null).path("items")) {
            if (batch.path("madeBy").asString().equals(person)) {
                return UUID.fromString(batch.path("id").asString());
            }
        }
        return null;
    }

    private @Nullable UUID make(String by) {
        var known = made(by);
        var path = "/api/v1/finance/payouts/";
        var anybody = rest.call(by, "GET", path + "preview?currency=EUR&rail=BANK", null)
                .path("paid");
        if (known != null || anybody.isEmpty()) {
            return known;
        }
        var batch = rest.post(by, path + "batches", Map.of("currency", "EUR", "rail", "BANK"));
        return UUID.fromString(batch.path("batch").path("id").asString());
    }

    private void release(@Nullable UUID batch, String by) {
        if (batch == null) {
            return;
        }
        var path = "/api/v1/finance/payouts/batches/" + batch;
        var state = rest.call(by, "GET", path, null).path("batch").path("state").asString();
        if (state.equals("DRAFT")) {
            stepUp(by);
            rest.post(by, path + "/release", Map.of());
        }
    }

    /** A code counts once, also that of a day that was cut off and is lived again: then the next one is taken. */
    private void stepUp(String by) {
        for (var tries = 1; ; tries++) {
            try {
                var code = phones.code(cast.id(by)).orElseThrow();
                rest.post(by, "/api/v1/me/second-factor/step-up", Map.of("code", code));
                return;
            } catch (IllegalStateException taken) {
                if (tries == 5) {
                    throw taken;
                }
                clock.advance(Duration.ofSeconds(30));
            }
        }
    }

    private void answer() {
        var batch = made(Cast.FINANCE);
        if (batch != null) {
            payouts.sandboxAnswers(batch, cast.id(Cast.FINANCE));
        }
    }

    private void hold(UUID creator) {
        var path = "/api/v1/finance/payouts/holds";
        if (!rest.call(Cast.FINANCE, "GET", path, null).isEmpty()) {
            return;
        }
        try {
            rest.post(
                    Cast.FINANCE,
                    path,
                    Map.of(
                            "person",
                            creator,
                            "currency",
                            "EUR",
                            "amount",
                            Money.of("12.50", "EUR"),
                            "reason",
                            "Some of these thanks were paid with a card whose holder disputes it",
                            "until",
                            clock.instant().plus(Duration.ofDays(30))));
        } catch (IllegalStateException tooLittle) {
            // A short history, as the tests have it, leaves nothing to hold; the stage stands without it.
            log.info("Nothing is held in this history: {}", tooLittle.getMessage());
        }
    }
}
