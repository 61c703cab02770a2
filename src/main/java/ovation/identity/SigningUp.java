package ovation.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.People.SignUp;

/** Makes an account. */
@Service
class SigningUp {

    static final Pattern HANDLE = Pattern.compile("[a-z0-9._]{3,24}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"(),:;\\\\]{1,64}@[a-z0-9.-]{1,180}\\.[a-z0-9-]{2,63}");
    private static final int YOUNGEST = 13;
    private static final int OLDEST = 120;

    /** Words that stand in our own addresses, or that would let somebody speak for us. */
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "api",
            "moderator",
            "ovation",
            "root",
            "security",
            "settings",
            "staff",
            "support",
            "system",
            "work",
            "finance",
            "moderation",
            "developers",
            "official",
            "null",
            "undefined",
            "everyone",
            "me");

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Clock clock;

    SigningUp(JdbcClient jdbc, Passwords passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** @throws Refused naming every field that is wrong */
    UUID signUp(SignUp asked) {
        var handle = asked.handle().strip().toLowerCase(Locale.ROOT);
        var email = asked.email().strip().toLowerCase(Locale.ROOT);
        var name = asked.name().strip();
        var wrong = new HashMap<String, String>();
        checkHandle(handle, wrong);
        if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
            wrong.put("email", "email_unreadable");
        }
        checkName(name, wrong);
        passwords.weakness(asked.password()).ifPresent(reason -> wrong.put("password", reason));
        if (!wrong.containsKey("password") && asked.password().equalsIgnoreCase(email)) {
            wrong.put("password", "password_is_email");
        }
        checkBirthDate(asked.birthDate(), wrong);
        if (!Regions.known(asked.region())) {
            wrong.put("region", "region_unknown");
        }
        if (!Regions.LANGUAGES.contains(asked.language())) {
            wrong.put("language", "language_unknown");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        return insert(asked, handle, email, name);
    }

    static void checkName(String name, Map<String, String> wrong) {
        if (name.isBlank() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl)) {
            wrong.put("name", "name_length");
        }
    }

    private static void checkHandle(String handle, Map<String, String> wrong) {
        if (!HANDLE.matcher(handle).matches()) {
            wrong.put("handle", "handle_letters");
        } else if (RESERVED.contains(handle) || handle.startsWith("gone.")) {
            wrong.put("handle", "handle_taken");
        }
    }

    private void checkBirthDate(LocalDate birthDate, Map<String, String> wrong) {
        var age = Period.between(birthDate, LocalDate.now(clock)).getYears();
        if (birthDate.isAfter(LocalDate.now(clock)) || age > OLDEST) {
            wrong.put("birthDate", "birth_date_impossible");
        } else if (age < YOUNGEST) {
            wrong.put("birthDate", "too_young");
        }
    }

    private UUID insert(SignUp asked, String handle, String email, String name) {
        var id = Ids.next(clock);
        var hash = passwords.hash(asked.password());
        try {
            jdbc.sql("""
                    INSERT INTO identity_person
                        (id, handle, name, email, password_hash, birth_date, region, language, created_at)
                    VALUES (:id, :handle, :name, :email, :hash, :birthDate, :region, :language, :now)
                    """)
                    .param("id", id)
                    .param("handle", handle)
                    .param("name", name)
                    .param("email", email)
                    .param("hash", hash)
                    .param("birthDate", asked.birthDate())
                    .param("region", asked.region())
                    .param("language", asked.language())
                    .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            var byEmail = String.valueOf(taken.getMessage()).contains("identity_person_by_email");
            throw byEmail ? Refused.field("email", "email_taken") : Refused.field("handle", "handle_taken");
        }
        return id;
    }
}
