package ovation.ads.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;

/** Kept by who may pay; read by everybody in the business. */
@Component
public class BillingAccounts {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** Whole hours from UTC all year: hours are what reports count in. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Berlin",
            "Europe/Paris",
            "Europe/Madrid",
            "Europe/Rome",
            "Europe/Vienna",
            "Europe/Zurich",
            "Europe/Amsterdam",
            "Europe/Warsaw",
            "Europe/Stockholm",
            "Europe/Athens",
            "Europe/Helsinki",
            "Europe/Istanbul",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "America/Mexico_City",
            "Asia/Dubai",
            "Asia/Singapore",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Pacific/Auckland");

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    BillingAccounts(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** Zones that are offered. */
    public List<String> zones() {
        return ZONES;
    }

    /** Until a business says otherwise: UTC, its name, nothing else. */
    public BillingAccount of(Business business) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_billing_account WHERE business = :business")
                .param("business", business.id())
                .query((row, number) -> new BillingAccount(
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("legal_name"),
                        row.getString("street"),
                        row.getString("city"),
                        row.getString("country"),
                        row.getString("vat_id")))
                .optional()
                .orElseGet(() -> new BillingAccount(ZoneOffset.UTC, business.name(), "", "", "", ""));
    }

    /** What somebody typed; null leaves a field as it is. */
    public record Form(
            @Nullable String timeZone,
            @Nullable String legalName,
            @Nullable String street,
            @Nullable String city,
            @Nullable String country,
            @Nullable String vatId) {}

    @Transactional
    public BillingAccount change(Viewer viewer, UUID businessId, Form form) {
        var business = access.toPay(viewer, businessId);
        var known = of(business);
        var wrong = new HashMap<String, String>();
        var zone = zone(form.timeZone(), known.timeZone(), wrong);
        var changed = new BillingAccount(
                zone,
                text("legalName", form.legalName(), known.legalName(), wrong),
                text("street", form.street(), known.street(), wrong),
                text("city", form.city(), known.city(), wrong),
                text("country", form.country(), known.country(), wrong).toUpperCase(Locale.ROOT),
                text("vatId", form.vatId(), known.vatId(), wrong)
                        .toUpperCase(Locale.ROOT)
                        .replace(" ", ""));
        if (changed.legalName().isBlank()) {
            wrong.put("legalName", "required");
        }
        if (!changed.country().isEmpty() && !COUNTRIES.contains(changed.country())) {
            wrong.put("country", "not_offered");
        }
        if (!changed.vatId().isEmpty() && !changed.vatId().matches("[A-Z]{2}[0-9A-Z+*]{2,13}")) {
            wrong.put("vatId", "vat_id_unreadable");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        save(viewer.person(), businessId, changed);
        return changed;
    }

    private void save(UUID person, UUID business, BillingAccount account) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_billing_account (business, time_zone, legal_name, street, city, country, vat_id, changed_by, changed_at)
                VALUES (:business, :zone, :name, :street, :city, :country, :vat, :person, :now)
                ON CONFLICT (business) DO UPDATE SET time_zone = excluded.time_zone, legal_name = excluded.legal_name,
                    street = excluded.street, city = excluded.city, country = excluded.country, vat_id = excluded.vat_id,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("business", business)
                .param("zone", account.timeZone().getId())
                .param("name", account.legalName())
                .param("street", account.street())
                .param("city", account.city())
                .param("country", account.country())
                .param("vat", account.vatId())
                .param("person", person)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static ZoneId zone(@Nullable String asked, ZoneId known, Map<String, String> wrong) {
        if (asked == null) {
            return known;
        }
        try {
            if (ZONES.contains(asked)) {
                return ZoneId.of(asked);
            }
        } catch (DateTimeException unknown) {
            // said below
        }
        wrong.put("timeZone", "not_offered");
        return known;
    }

    private static String text(String field, @Nullable String asked, String known, Map<String, String> wrong) {
        var text = asked == null ? known : asked.strip();
        if (text.length() > 120) {
            wrong.put(field, "too_long");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            wrong.put(field, "control_characters");
        }
        return text;
    }

    /** Countries whose businesses may buy, by code, in the order of their names. */
    public Map<String, String> countries(Locale locale) {
        var names = new java.util.LinkedHashMap<String, String>();
        Arrays.stream(Locale.getISOCountries())
                .map(code -> Map.entry(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }
}
