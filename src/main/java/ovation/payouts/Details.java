package ovation.payouts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Sealer;

/** The rows of creators' details. What nobody but the bank or the tax office shall read is sealed, each to its row. */
@Repository
class Details {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sealer sealer;

    Details(JdbcClient jdbc, Clock clock, @Value("${ovation.secret}") String secret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sealer = Sealer.of(secret, "payouts.details");
    }

    /** By primary key. */
    Optional<Profile> profile(UUID person) {
        return jdbc.sql("SELECT * FROM payouts_creator WHERE person = :person")
                .param("person", person)
                .query((row, number) -> new Profile(
                        row.getString("legal_name"),
                        row.getString("street"),
                        row.getString("postal_code"),
                        row.getString("city"),
                        row.getString("country"),
                        instant(row.getObject("details_changed_at", OffsetDateTime.class))))
                .optional();
    }

    void saveProfile(UUID person, String name, String street, String postalCode, String city, String country) {
        jdbc.sql("""
                INSERT INTO payouts_creator (person, legal_name, street, postal_code, city, country, details_changed_at)
                VALUES (:person, :name, :street, :postalCode, :city, :country, :now)
                ON CONFLICT (person) DO UPDATE SET legal_name = excluded.legal_name, street = excluded.street,
                    postal_code = excluded.postal_code, city = excluded.city, country = excluded.country,
                    details_changed_at = excluded.details_changed_at
                """)
                .param("person", person)
                .param("name", name)
                .param("street", street)
                .param("postalCode", postalCode)
                .param("city", city)
                .param("country", country)
                .param("now", utc(clock.instant()))
                .update();
    }

    void changed(UUID person, Instant at) {
        jdbc.sql("""
                INSERT INTO payouts_creator (person, details_changed_at) VALUES (:person, :at)
                ON CONFLICT (person) DO UPDATE SET details_changed_at = excluded.details_changed_at
                """).param("person", person).param("at", utc(at)).update();
    }

    /** The newest; served by payouts_tax_form_by_person. */
    Optional<TaxForm> taxForm(UUID person) {
        return jdbc.sql("""
                SELECT * FROM payouts_tax_form WHERE person = :person ORDER BY submitted_at DESC, id DESC LIMIT 1
                """)
                .param("person", person)
                .query((row, number) -> new TaxForm(
                        row.getObject("id", UUID.class),
                        TaxForm.Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("classification"),
                        row.getString("country"),
                        row.getString("tin_end"),
                        row.getString("treaty_country"),
                        row.getObject("treaty_rate_per_million", Integer.class),
                        row.getString("signed_name"),
                        row.getObject("signed_on", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        instant(row.getObject("submitted_at", OffsetDateTime.class))))
                .optional();
    }

    void addTaxForm(UUID person, TaxForm form, @Nullable String tin) {
        jdbc.sql("""
                INSERT INTO payouts_tax_form (id, person, kind, name, classification, country, tin, tin_end, treaty_country,
                    treaty_rate_per_million, signed_name, signed_on, valid_until, submitted_at)
                VALUES (:id, :person, :kind, :name, :classification, :country, :tin, :end, :treatyCountry, :treaty,
                    :signedName, :signedOn, :validUntil, :at)
                """)
                .param("id", form.id())
                .param("person", person)
                .param("kind", form.kind().name())
                .param("name", form.name())
                .param("classification", form.classification())
                .param("country", form.country())
                .param("tin", tin == null ? null : sealer.seal(tin, "payouts_tax_form/" + form.id()))
                .param("end", form.tinEnd())
                .param("treatyCountry", form.treatyCountry())
                .param("treaty", form.treatyPerMillion())
                .param("signedName", form.signedName())
                .param("signedOn", form.signedOn())
                .param("validUntil", form.validUntil())
                .param("at", utc(form.submittedAt()))
                .update();
    }

    /** Served by payouts_method_now. */
    Optional<Method> method(UUID person) {
        return jdbc.sql("SELECT * FROM payouts_method WHERE person = :person AND replaced_at IS NULL")
                .param("person", person)
                .query((row, number) -> {
                    var verified = row.getObject("verified_at", OffsetDateTime.class);
                    return new Method(
                            row.getObject("id", UUID.class),
                            Method.Kind.valueOf(row.getString("kind")),
                            row.getString("account_end"),
                            verified == null ? null : verified.toInstant(),
                            instant(row.getObject("added_at", OffsetDateTime.class)));
                })
                .optional();
    }

    /** For the rails only. By primary key. */
    String account(UUID method) {
        return jdbc.sql("SELECT account FROM payouts_method WHERE id = :id")
                .param("id", method)
                .query((row, number) -> sealer.open(row.getBytes("account"), "payouts_method/" + method))
                .single();
    }

    String pennyCode(UUID method) {
        return jdbc.sql("SELECT code FROM payouts_method WHERE id = :id")
                .param("id", method)
                .query((row, number) -> sealer.open(row.getBytes("code"), "payouts_method/" + method + "/code"))
                .single();
    }

    void replaceMethod(UUID person, UUID id, Method.Kind kind, String account, @Nullable String country, String code) {
        var now = utc(clock.instant());
        jdbc.sql("UPDATE payouts_method SET replaced_at = :now WHERE person = :person AND replaced_at IS NULL")
                .param("now", now)
                .param("person", person)
                .update();
        jdbc.sql("""
                INSERT INTO payouts_method (id, person, kind, account, account_end, country, code, added_at)
                VALUES (:id, :person, :kind, :account, :end, :country, :code, :now)
                """)
                .param("id", id)
                .param("person", person)
                .param("kind", kind.name())
                .param("account", sealer.seal(account, "payouts_method/" + id))
                .param("end", account.substring(account.length() - 4))
                .param("country", country)
                .param("code", sealer.seal(code, "payouts_method/" + id + "/code"))
                .param("now", now)
                .update();
    }

    /** Counts a try. @return the tries so far, this one too */
    int tryCode(UUID method) {
        return jdbc.sql("UPDATE payouts_method SET tries = tries + 1 WHERE id = :id RETURNING tries")
                .param("id", method)
                .query(Integer.class)
                .single();
    }

    void verified(UUID method) {
        jdbc.sql("UPDATE payouts_method SET verified_at = :now WHERE id = :id AND verified_at IS NULL")
                .param("now", utc(clock.instant()))
                .param("id", method)
                .update();
    }

    /** The newest month that is known; none is none. Served by the primary key. */
    int usPerMillion(UUID person) {
        return jdbc.sql("SELECT per_million FROM payouts_us_share WHERE person = :person ORDER BY month DESC LIMIT 1")
                .param("person", person)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void recordUsShare(UUID person, LocalDate month, int perMillion, UUID by) {
        jdbc.sql("""
                INSERT INTO payouts_us_share (person, month, per_million, recorded_by, recorded_at)
                VALUES (:person, :month, :share, :by, :now)
                ON CONFLICT (person, month) DO UPDATE SET per_million = excluded.per_million,
                    recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                """)
                .param("person", person)
                .param("month", month)
                .param("share", perMillion)
                .param("by", by)
                .param("now", utc(clock.instant()))
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
