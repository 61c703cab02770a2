package ovation.ads.spark;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Access;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/**
 * An advertiser redeems the code that a creator has given him: from then on it is his business's alone. Wrong codes are
 * counted before they are looked up, so that many guesses at once are counted too.
 */
@Service
class RedeemingSparkCodes {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Access access;
    private final SparkCodes codes;
    private final SparkSettings settings;
    private final People people;
    private final Videos videos;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RedeemingSparkCodes(
            Access access,
            SparkCodes codes,
            SparkSettings settings,
            People people,
            Videos videos,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.access = access;
        this.codes = codes;
        this.settings = settings;
        this.people = people;
        this.videos = videos;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The same code again is the same answer. In no transaction of the caller's: a refusal must not forget the attempt. */
    SparkCode redeem(Viewer viewer, UUID business, @Nullable String given) {
        access.toEdit(viewer, business);
        var typed = SparkSecret.typed(given == null ? "" : given)
                .orElseThrow(() -> Refused.field("code", given == null ? "required" : "spark_code_form"));
        var attempt = attempt(viewer.person());
        var code =
                Objects.requireNonNull(transaction.execute(status -> redeemLocked(business, typed, viewer.person())));
        // primary key
        jdbc.sql("DELETE FROM ads_spark_attempt WHERE id = :id")
                .param("id", attempt)
                .update();
        return code;
    }

    /** @throws Refused 404 for what another business has redeemed */
    SparkCode ofBusiness(UUID business, UUID id) {
        return codes.find(id).filter(code -> business.equals(code.business())).orElseThrow(Refused::notFound);
    }

    private SparkCode redeemLocked(UUID business, String typed, UUID person) {
        var code = codes.lockByCode(typed)
                .filter(known -> known.business() == null || known.business().equals(business))
                .filter(known -> !people.hiddenFrom(known.creator()).contains(person))
                .orElseThrow(() -> Refused.because(SparkProblem.SPARK_CODE_UNKNOWN));
        if (!code.standsAt(clock.instant()) || videos.facts(code.video()).isEmpty()) {
            throw Refused.because(SparkProblem.SPARK_ENDED);
        }
        if (code.business() != null) {
            return code;
        }
        codes.redeem(code.id(), business, person);
        codes.note(code, "redeemed", person, null);
        return codes.find(code.id()).orElseThrow();
    }

    private UUID attempt(UUID person) {
        refuseMoreThan(person, settings.attempts() - 1);
        var id = Ids.next(clock);
        jdbc.sql("INSERT INTO ads_spark_attempt (id, person, at) VALUES (:id, :person, :now)")
                .param("id", id)
                .param("person", person)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        refuseMoreThan(person, settings.attempts());
        return id;
    }

    private void refuseMoreThan(UUID person, int most) {
        // ads_spark_attempt_person
        var tried = jdbc.sql("SELECT count(*) FROM ads_spark_attempt WHERE person = :person AND at > :since")
                .param("person", person)
                .param("since", Timestamp.from(clock.instant().minus(WINDOW)))
                .query(Long.class)
                .single();
        if (tried > most) {
            throw Refused.because(CommonProblem.TOO_MANY_REQUESTS);
        }
    }

    /** Attempts that no longer count. */
    void forgetAttempts() {
        // ads_spark_attempt_at
        jdbc.sql("DELETE FROM ads_spark_attempt WHERE at <= :before")
                .param("before", Timestamp.from(clock.instant().minus(WINDOW)))
                .update();
    }
}
