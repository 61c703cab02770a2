package ovation.identity;

import java.util.HashMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** What people change of their own account. */
@Service
class ChangingAccounts {

    private final JdbcClient jdbc;
    private final People people;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;

    ChangingAccounts(JdbcClient jdbc, People people, Accounts accounts, Passwords passwords, SignIns signIns) {
        this.jdbc = jdbc;
        this.people = people;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
    }

    @Transactional
    public void profile(UUID person, String name, String bio, String region, String language) {
        var wrong = new HashMap<String, String>();
        if (!Regions.known(region)) {
            wrong.put("region", "region_unknown");
        }
        if (!Regions.LANGUAGES.contains(language)) {
            wrong.put("language", "language_unknown");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        var avatar = accounts.find(person).orElseThrow(Refused::notFound).avatarUrl();
        people.describe(person, name, bio, avatar);
        jdbc.sql("UPDATE identity_person SET region = :region, language = :language WHERE id = :person")
                .param("region", region)
                .param("language", language)
                .param("person", person)
                .update();
        accounts.changed(person);
    }

    /** Sets a new password and ends every sign-in. Whoever calls this has confirmed the old one. */
    void password(UUID person, String password) {
        passwords.weakness(password).ifPresent(reason -> {
            throw Refused.field("newPassword", reason);
        });
        jdbc.sql("UPDATE identity_person SET password_hash = :hash WHERE id = :person AND deleted_at IS NULL")
                .param("hash", passwords.hash(password))
                .param("person", person)
                .update();
        signIns.endAll(person);
    }
}
