package ovation.payouts;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.iban4j.Iban;
import org.iban4j.Iban4jException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Refused;

/** What creators tell us to be paid. The doors ask for a fresh second factor; each change starts the cooling-off anew. */
@Service
class ChangingDetails {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> CLASSIFICATIONS = Set.of("individual", "llc", "corporation");
    private static final int PENNY_TRIES = 5;

    private final Details details;
    private final PayoutsSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ChangingDetails(Details details, PayoutsSettings settings, Clock clock) {
        this.details = details;
        this.settings = settings;
        this.clock = clock;
    }

    record IdentityForm(
            @Nullable String legalName,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {}

    /** @param tin the SSN or EIN of a W-9, the foreign tax id of a W-8BEN */
    record TaxFormForm(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String classification,
            @Nullable String country,
            @Nullable String tin,
            @Nullable Boolean treaty,
            @Nullable String signedName) {}

    record MethodForm(@Nullable String kind, @Nullable String account) {}

    @Transactional
    public void identity(UUID person, IdentityForm form) {
        var wrong = new HashMap<String, String>();
        var name = text(form.legalName(), "legalName", 2, 70, wrong);
        var street = text(form.street(), "street", 2, 70, wrong);
        var postalCode = text(form.postalCode(), "postalCode", 2, 16, wrong);
        var city = text(form.city(), "city", 2, 35, wrong);
        var country = country(form.country(), "country", wrong);
        refuse(wrong);
        details.saveProfile(person, name, street, postalCode, city, country);
    }

    @Transactional
    public void taxForm(UUID person, TaxFormForm form) {
        var wrong = new HashMap<String, String>();
        var kind = "W9".equals(form.kind()) ? TaxForm.Kind.W9 : TaxForm.Kind.W8BEN;
        if (form.kind() == null || !Set.of("W9", "W8BEN").contains(form.kind())) {
            wrong.put("kind", "not_offered");
        }
        var name = text(form.name(), "name", 2, 70, wrong);
        var signed = text(form.signedName(), "signedName", 2, 70, wrong);
        if (!wrong.containsKey("signedName") && !signed.equalsIgnoreCase(name)) {
            wrong.put("signedName", "signature_differs");
        }
        var country = country(form.country(), "country", wrong);
        var tin = form.tin() == null ? "" : form.tin().replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        var treaty = Boolean.TRUE.equals(form.treaty());
        var classification =
                kind == TaxForm.Kind.W9 ? w9(form, tin, treaty, wrong) : w8(form, country, tin, treaty, wrong);
        refuse(wrong);
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        details.addTaxForm(
                person,
                new TaxForm(
                        Ids.next(clock),
                        kind,
                        name,
                        classification,
                        country,
                        tin.isEmpty() ? null : tin.substring(Math.max(0, tin.length() - 4)),
                        treaty ? country : null,
                        treaty ? Integer.valueOf(settings.treatyPercents().getOrDefault(country, 30) * 10_000) : null,
                        signed,
                        today,
                        kind == TaxForm.Kind.W9 ? null : LocalDate.of(today.getYear() + 3, 12, 31),
                        now),
                tin.isEmpty() ? null : tin);
        details.changed(person, now);
    }

    /** A US person: an SSN or EIN of nine digits; SSNs that were never given out are refused. */
    private static String w9(TaxFormForm form, String tin, boolean treaty, Map<String, String> wrong) {
        if (!tin.matches("\\d{9}") || tin.matches("000.*|666.*|.{3}00.*|.*0000")) {
            wrong.put("tin", "tin_unreadable");
        }
        if (treaty) {
            wrong.put("treaty", "no_treaty");
        }
        var classification = form.classification() == null ? "" : form.classification();
        if (!CLASSIFICATIONS.contains(classification)) {
            wrong.put("classification", "not_offered");
        }
        return classification;
    }

    /** Anybody else: the country of citizenship, and a tax id if a treaty is claimed. */
    private String w8(TaxFormForm form, String country, String tin, boolean treaty, Map<String, String> wrong) {
        if (country.equals("US")) {
            wrong.put("country", "us_person");
        }
        if (treaty && !settings.treatyPercents().containsKey(country)) {
            wrong.put("treaty", "no_treaty");
        }
        if (tin.isEmpty() ? treaty : !tin.matches("[A-Z0-9/.]{4,20}")) {
            wrong.put("tin", "tin_unreadable");
        }
        return country(form.classification(), "classification", wrong);
    }

    @Transactional
    public void method(UUID person, MethodForm form) {
        var id = Ids.next(clock);
        var code = String.valueOf(100_000 + random.nextInt(900_000));
        var account = form.account() == null ? "" : form.account().replaceAll("\\s", "");
        if ("IBAN".equals(form.kind())) {
            var iban = iban(account.toUpperCase(Locale.ROOT));
            details.replaceMethod(
                    person,
                    id,
                    Method.Kind.IBAN,
                    iban.toString(),
                    iban.getCountryCode().getAlpha2(),
                    code);
        } else if ("PROVIDER".equals(form.kind())) {
            if (!account.matches("acct_[A-Za-z0-9]{8,40}")) {
                throw Refused.field("account", "provider_account_unreadable");
            }
            details.replaceMethod(person, id, Method.Kind.PROVIDER, account, null, code);
        } else {
            throw Refused.field("kind", "not_offered");
        }
        details.changed(person, clock.instant());
    }

    /** The code that travelled with the penny. Not transactional: a wrong try stays counted. */
    public void verify(UUID person, @Nullable String code) {
        if (code == null) {
            throw Refused.field("code", "required");
        }
        var method = details.method(person)
                .filter(each -> !each.verified())
                .orElseThrow(() -> Refused.because(PayoutsProblem.NOTHING_TO_VERIFY));
        if (details.tryCode(method.id()) > PENNY_TRIES) {
            throw Refused.because(PayoutsProblem.TOO_MANY_PENNY_CODES);
        }
        var right = details.pennyCode(method.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, code.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            throw Refused.because(PayoutsProblem.WRONG_PENNY_CODE);
        }
        details.verified(method.id());
    }

    /** For the demo and stories: as if all had been filled in at that time. */
    void setUp(UUID person, Payouts.Details given, Instant at) {
        identity(
                person,
                new IdentityForm(given.legalName(), given.street(), given.postalCode(), given.city(), given.country()));
        taxForm(
                person,
                new TaxFormForm(
                        "W8BEN", given.legalName(), given.country(), given.country(), null, false, given.legalName()));
        method(person, new MethodForm("IBAN", given.iban()));
        details.method(person).ifPresent(method -> details.verified(method.id()));
        details.changed(person, at);
    }

    private static Iban iban(String text) {
        try {
            return Iban.valueOf(text);
        } catch (Iban4jException | IllegalArgumentException wrong) {
            throw Refused.field("account", "iban_unreadable");
        }
    }

    private static String text(@Nullable String given, String field, int least, int most, Map<String, String> wrong) {
        var text = given == null ? "" : given.strip();
        if (text.length() < least || text.length() > most) {
            wrong.put(field, "payout_text_length");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            wrong.put(field, "control_characters");
        }
        return text;
    }

    private static String country(@Nullable String given, String field, Map<String, String> wrong) {
        var code = given == null ? "" : given.strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code)) {
            wrong.put(field, "region_unknown");
        }
        return code;
    }

    private static void refuse(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }
}
