package ovation.ads.buying;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.AdServing;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.HashedContacts;
import ovation.identity.Viewer;

/**
 * Custom audiences: SHA-256 of addresses, one a line, matched with people who agree to it as they stream in. The hashes are
 * not kept, only whom they matched. How many that were is told in hundreds, and not at all below what can be used, so that
 * nobody finds out about single people.
 */
@Service
class Audiences {

    static final long MOST_LINES = 5_000_000;
    static final long LEAST_MATCHED = 1_000;
    private static final int ROUNDED_TO = 100;
    private static final int BATCH = 5_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LISTS = 100;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final JdbcClient jdbc;
    private final Access access;
    private final HashedContacts contacts;
    private final AdServing serving;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Audiences(
            JdbcClient jdbc,
            Access access,
            HashedContacts contacts,
            AdServing serving,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.contacts = contacts;
        this.serving = serving;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param lines taken in so far
     * @param matched rounded down to hundreds; null below a thousand
     * @param usable whether ad groups may want or exclude it
     */
    record Audience(
            UUID id, String name, long lines, @Nullable Long matched, boolean usable, Instant madeAt) {

        static Audience of(UUID id, String name, long lines, long matched, Instant madeAt) {
            var usable = matched >= LEAST_MATCHED;
            return new Audience(id, name, lines, usable ? matched / ROUNDED_TO * ROUNDED_TO : null, usable, madeAt);
        }
    }

    @Transactional
    Audience make(Viewer viewer, UUID business, @Nullable String name) {
        access.ground(viewer, Level.BUSINESS, business, true);
        var clean = name == null ? "" : name.strip();
        if (clean.isEmpty() || clean.length() > 100) {
            throw Refused.field("name", clean.isEmpty() ? "required" : "too_long");
        }
        if (list(viewer, business).size() >= MOST_LISTS) {
            throw Refused.because(BuyingProblem.AUDIENCE_FULL);
        }
        var id = Ids.next(clock);
        jdbc.sql("""
                INSERT INTO ads_audience (id, business, name, made_by, made_at) VALUES (:id, :business, :name, :by, :now)
                """)
                .param("id", id)
                .param("business", business)
                .param("name", clean)
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return find(id);
    }

    List<Audience> list(Viewer viewer, UUID business) {
        access.ground(viewer, Level.BUSINESS, business, false);
        // ads_audience_business
        return jdbc.sql("""
                SELECT id, name, lines, matched, made_at FROM ads_audience WHERE business = :business ORDER BY id DESC LIMIT :most
                """)
                .param("business", business)
                .param("most", MOST_LISTS)
                .query((row, number) -> Audience.of(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("lines"),
                        row.getLong("matched"),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    /** Adds lines, batch by batch, each committed: an upload that breaks off can be sent again. */
    Audience add(Viewer viewer, UUID id, InputStream lines) {
        own(viewer, id);
        var batch = new ArrayList<String>(BATCH);
        try (var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.US_ASCII))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var hash = line.strip().toLowerCase(Locale.ROOT);
                if (hash.isEmpty()) {
                    continue;
                }
                if (line.length() > LONGEST_LINE || !HASH.matcher(hash).matches()) {
                    throw Refused.field("lines", "not_sha256");
                }
                batch.add(hash);
                if (batch.size() == BATCH) {
                    take(id, batch);
                    batch.clear();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        take(id, batch);
        serving.listsChanged();
        return find(id);
    }

    private void take(UUID id, List<String> hashes) {
        if (hashes.isEmpty()) {
            return;
        }
        var people = contacts.consenting(hashes);
        transaction.executeWithoutResult(status -> {
            // primary key
            var room = jdbc.sql("""
                    UPDATE ads_audience SET lines = lines + :lines WHERE id = :id AND lines + :lines <= :most
                    """)
                    .param("lines", hashes.size())
                    .param("most", MOST_LINES)
                    .param("id", id)
                    .update();
            if (room == 0) {
                throw Refused.because(BuyingProblem.AUDIENCE_FULL);
            }
            var fresh = jdbc.sql("""
                    INSERT INTO ads_audience_member (audience, person)
                    SELECT :id, p FROM unnest(CAST(:people AS uuid[])) AS p ON CONFLICT DO NOTHING
                    """)
                    .param("id", id)
                    .param("people", people.toArray(UUID[]::new))
                    .update();
            jdbc.sql("UPDATE ads_audience SET matched = matched + :fresh WHERE id = :id")
                    .param("fresh", fresh)
                    .param("id", id)
                    .update();
        });
    }

    /** With everybody on it. @throws Refused while an ad group of a living campaign wants or excludes it */
    @Transactional
    void delete(Viewer viewer, UUID id) {
        var business = own(viewer, id);
        // ads_campaign_business, ads_group_campaign
        var used = jdbc.sql("""
                SELECT EXISTS (SELECT FROM ads_campaign c JOIN ads_group g ON g.campaign = c.id
                    WHERE c.business = :business AND c.state <> 'ended'
                      AND ('AUDIENCE=' || :id = ANY (g.wants) OR 'AUDIENCE=' || :id = ANY (g.excludes)))
                """)
                .param("business", business)
                .param("id", id.toString())
                .query(Boolean.class)
                .single();
        if (used) {
            throw Refused.because(BuyingProblem.AUDIENCE_IN_USE);
        }
        // primary key; the members go with it
        jdbc.sql("DELETE FROM ads_audience WHERE id = :id").param("id", id).update();
        serving.listsChanged();
    }

    /** @return the business whose it is */
    private UUID own(Viewer viewer, UUID id) {
        // primary key
        var business = jdbc.sql("SELECT business FROM ads_audience WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getObject("business", UUID.class))
                .optional()
                .orElseThrow(Refused::notFound);
        access.ground(viewer, Level.BUSINESS, business, true);
        return business;
    }

    private Audience find(UUID id) {
        // primary key
        return jdbc.sql("SELECT id, name, lines, matched, made_at FROM ads_audience WHERE id = :id")
                .param("id", id)
                .query((row, number) -> Audience.of(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("lines"),
                        row.getLong("matched"),
                        row.getTimestamp("made_at").toInstant()))
                .single();
    }
}
