package ovation.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/**
 * Deletes an account. The row stays without anything personal, because the ledger and the attention book name its id; other
 * modules take away what is theirs within the same transaction.
 */
@Service
class LeavingOvation {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Relations relations;
    private final StoredBusinesses businesses;
    private final SignIns signIns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LeavingOvation(
            JdbcClient jdbc,
            Accounts accounts,
            Relations relations,
            StoredBusinesses businesses,
            SignIns signIns,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.relations = relations;
        this.businesses = businesses;
        this.signIns = signIns;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Refused {@code last_admin} while a business with other members would be left without one */
    @Transactional
    public void leave(UUID person) {
        if (accounts.find(person).isEmpty()) {
            throw Refused.notFound();
        }
        businesses.leaveAll(person);
        relations.forget(person);
        signIns.endAll(person);
        jdbc.sql("DELETE FROM identity_token WHERE person = :person")
                .param("person", person)
                .update();
        for (var table :
                List.of("identity_second_factor", "identity_recovery_code", "identity_step_up", "identity_ad_choice")) {
            jdbc.sql("DELETE FROM " + table + " WHERE person = :person")
                    .param("person", person)
                    .update();
        }
        jdbc.sql("DELETE FROM identity_role WHERE person = :person")
                .param("person", person)
                .update();
        jdbc.sql("DELETE FROM identity_login_attempt WHERE account = :person")
                .param("person", person)
                .update();
        jdbc.sql("""
                UPDATE identity_person
                SET handle = :handle, name = '-', email = NULL, password_hash = NULL, birth_date = NULL, bio = '',
                    avatar_url = NULL, deleted_at = :now
                WHERE id = :person
                """)
                .param("handle", goneHandle(person))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .update();
        accounts.changed(person);
        events.publishEvent(new PersonLeft(person));
    }

    /** Of the id's random end, since the name must stay unique; nobody can sign up with this beginning. */
    private static String goneHandle(UUID person) {
        var hex = person.toString().replace("-", "");
        return "gone." + hex.substring(hex.length() - 19);
    }
}
