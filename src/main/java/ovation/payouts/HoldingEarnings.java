package ovation.payouts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** Keeps a creator's money back for a reason, until a day; she reads the reason and may object. */
@Service
class HoldingEarnings {

    /** The longest of the practice: card windows reach 120 days, one platform freezes for 180. */
    static final Duration LONGEST = Duration.ofDays(180);

    private static final int TEXT = 500;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final PersonLock lock;
    private final Clock clock;

    HoldingEarnings(JdbcClient jdbc, Ledger ledger, PersonLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.lock = lock;
        this.clock = clock;
    }

    /** @param releasedBy null while it lasts, and when it ran out by itself */
    record Hold(
            UUID id,
            UUID person,
            Money amount,
            String reason,
            Instant madeAt,
            Instant until,
            @Nullable String appeal,
            @Nullable Instant appealedAt,
            @Nullable Instant releasedAt,
            @Nullable UUID releasedBy,
            @Nullable String note) {

        public boolean lasts() {
            return releasedAt == null;
        }
    }

    /** @param amount null for all that is available */
    record NewHold(UUID person, String currency, @Nullable Money amount, String reason, Instant until) {

        /** All that was sent of it; what is missing is refused. */
        static NewHold of(
                @Nullable UUID person,
                @Nullable String currency,
                @Nullable Money amount,
                @Nullable String reason,
                @Nullable Instant until) {
            if (person == null) {
                throw Refused.field("person", "required");
            }
            if (currency == null) {
                throw Refused.field("currency", "required");
            }
            if (reason == null) {
                throw Refused.field("reason", "required");
            }
            if (until == null) {
                throw Refused.field("until", "required");
            }
            return new NewHold(person, currency, amount, reason, until);
        }

        private boolean isOf(Hold stored) {
            return stored.person().equals(person)
                    && stored.amount().currency().equals(currency)
                    && (amount == null || stored.amount().equals(amount))
                    && stored.reason().equals(reason.strip())
                    && stored.until().equals(until.truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** @param id made by the caller; the same id again changes nothing, and is refused for another hold */
    @Transactional
    public UUID hold(UUID id, NewHold asked, UUID by) {
        var now = clock.instant();
        if (asked.reason().strip().length() < 3 || asked.reason().length() > TEXT) {
            throw Refused.field("reason", "payout_text_length");
        }
        if (!asked.until().isAfter(now) || asked.until().isAfter(now.plus(LONGEST))) {
            throw Refused.field("until", "hold_too_long");
        }
        lock.take(asked.person());
        var known = find(id);
        if (known.isPresent()) {
            if (!asked.isOf(known.get())) {
                throw Refused.because(CommonProblem.ID_REUSED);
            }
            return id;
        }
        var account = Posting.of(AccountKind.CREATOR_AVAILABLE, asked.person(), asked.currency());
        var available = ledger.balance(account).available();
        var amount = asked.amount() == null ? available : asked.amount();
        if (!amount.currency().equals(asked.currency())) {
            throw Refused.field("amount", "other_currency");
        }
        if (!amount.isPositive() || amount.compareTo(available) > 0) {
            throw Refused.because(PayoutsProblem.NOTHING_TO_HOLD);
        }
        var transfer = Ids.next(clock);
        jdbc.sql("""
                INSERT INTO payouts_hold (id, person, currency, micros, reason, made_by, made_at, until, transfer)
                VALUES (:id, :person, :currency, :micros, :reason, :by, :now, :until, :transfer)
                """)
                .param("id", id)
                .param("person", asked.person())
                .param("currency", asked.currency())
                .param("micros", amount.micros())
                .param("reason", asked.reason().strip())
                .param("by", by)
                .param("now", Details.utc(now))
                .param("until", Details.utc(asked.until().truncatedTo(ChronoUnit.MICROS)))
                .param("transfer", transfer)
                .update();
        var held = Posting.of(AccountKind.CREATOR_HELD, asked.person(), asked.currency());
        var posted = ledger.post(Transfer.between(transfer, Posting.HOLD, cause(id), now, account, held, amount));
        if (!Posting.stands(posted)) {
            throw Refused.because(PayoutsProblem.NOTHING_TO_HOLD);
        }
        return id;
    }

    /** Once, by the creator herself. @throws Refused 404 for anybody else's */
    @Transactional
    public void appeal(UUID id, UUID person, @Nullable String text) {
        var hold = find(id).filter(each -> each.person().equals(person)).orElseThrow(Refused::notFound);
        if (text == null || text.strip().length() < 3 || text.length() > 1_000) {
            throw Refused.field("appeal", "appeal_length");
        }
        if (!hold.lasts()) {
            throw Refused.because(PayoutsProblem.HOLD_IS_OVER);
        }
        var stored = jdbc.sql("""
                UPDATE payouts_hold SET appeal = :text, appealed_at = :now
                WHERE id = :id AND appeal IS NULL AND released_at IS NULL
                """)
                .param("text", text.strip())
                .param("now", Details.utc(clock.instant()))
                .param("id", id)
                .update();
        if (stored == 0) {
            throw Refused.because(PayoutsProblem.APPEALED_ALREADY);
        }
    }

    /** @param by null when it has run out. @return false if it was over already */
    @Transactional
    public boolean release(UUID id, @Nullable UUID by, @Nullable String note) {
        if (note != null && note.length() > TEXT) {
            throw Refused.field("note", "payout_text_length");
        }
        var hold = find(id).orElseThrow(Refused::notFound);
        var transfer = Ids.next(clock);
        var now = clock.instant();
        var released = jdbc.sql("""
                UPDATE payouts_hold SET released_at = :now, released_by = :by, release = :transfer, note = :note
                WHERE id = :id AND released_at IS NULL
                """)
                .param("now", Details.utc(now))
                .param("by", by)
                .param("transfer", transfer)
                .param("note", note == null || note.isBlank() ? null : note.strip())
                .param("id", id)
                .update();
        if (released == 0) {
            return false;
        }
        var currency = hold.amount().currency();
        Posting.mustStand(ledger.post(Transfer.between(
                transfer,
                Posting.UNHOLD,
                cause(id),
                now,
                Posting.of(AccountKind.CREATOR_HELD, hold.person(), currency),
                Posting.of(AccountKind.CREATOR_AVAILABLE, hold.person(), currency),
                hold.amount())));
        return true;
    }

    /** Served by payouts_hold_open. */
    List<UUID> due() {
        return jdbc.sql(
                        "SELECT id FROM payouts_hold WHERE released_at IS NULL AND until <= :now ORDER BY until LIMIT 200")
                .param("now", Details.utc(clock.instant()))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those that last, the oldest first, with appeals before others; served by payouts_hold_open. */
    List<Hold> open() {
        return jdbc.sql("""
                SELECT * FROM payouts_hold WHERE released_at IS NULL
                ORDER BY appealed_at NULLS LAST, until LIMIT 200
                """).query((row, number) -> hold(row)).list();
    }

    /** Newest first; served by payouts_hold_by_person. */
    List<Hold> of(UUID person) {
        return jdbc.sql("SELECT * FROM payouts_hold WHERE person = :person ORDER BY made_at DESC LIMIT 50")
                .param("person", person)
                .query((row, number) -> hold(row))
                .list();
    }

    Optional<Hold> find(UUID id) {
        return jdbc.sql("SELECT * FROM payouts_hold WHERE id = :id")
                .param("id", id)
                .query((row, number) -> hold(row))
                .optional();
    }

    private static SubjectRef cause(UUID id) {
        return new SubjectRef(Posting.HELD, id);
    }

    private static Hold hold(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Hold(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                new Money(row.getLong("micros"), row.getString("currency")),
                row.getString("reason"),
                Details.instant(row.getObject("made_at", OffsetDateTime.class)),
                Details.instant(row.getObject("until", OffsetDateTime.class)),
                row.getString("appeal"),
                instant(row.getObject("appealed_at", OffsetDateTime.class)),
                instant(row.getObject("released_at", OffsetDateTime.class)),
                row.getObject("released_by", UUID.class),
                row.getString("note"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
