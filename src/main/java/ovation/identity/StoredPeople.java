package ovation.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** The published face of people, over accounts and relations. */
@Service
class StoredPeople implements People {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Relations relations;
    private final SigningUp signingUp;
    private final Clock clock;

    StoredPeople(JdbcClient jdbc, Accounts accounts, Relations relations, SigningUp signingUp, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.relations = relations;
        this.signingUp = signingUp;
        this.clock = clock;
    }

    @Override
    public UUID signUp(SignUp signUp) {
        return signingUp.signUp(signUp);
    }

    @Override
    public Optional<PersonCard> card(UUID person) {
        return accounts.find(person).map(Account::card);
    }

    @Override
    public Map<UUID, PersonCard> cards(Collection<UUID> people) {
        return accounts.all(people).values().stream().collect(Collectors.toMap(Account::id, Account::card));
    }

    @Override
    public Optional<PersonCard> byHandle(String handle) {
        return accounts.byHandle(handle.toLowerCase(java.util.Locale.ROOT)).flatMap(this::card);
    }

    @Override
    public void grant(UUID person, Role role) {
        if (role == Role.VIEWER) {
            return;
        }
        jdbc.sql("""
                INSERT INTO identity_role (person, role, granted_at) VALUES (:person, :role, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("person", person)
                .param("role", role.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        accounts.changed(person);
    }

    @Override
    @Transactional
    public void describe(UUID person, String name, String bio, @Nullable String avatarUrl) {
        var wrong = new HashMap<String, String>();
        SigningUp.checkName(name.strip(), wrong);
        if (bio.length() > 300) {
            wrong.put("bio", "bio_length");
        }
        if (avatarUrl != null && (!avatarUrl.matches("/[A-Za-z0-9._~/-]{1,299}") || avatarUrl.startsWith("//"))) {
            wrong.put("avatarUrl", "avatar_not_ours");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        jdbc.sql("""
                UPDATE identity_person SET name = :name, bio = :bio, avatar_url = :avatarUrl
                WHERE id = :person AND deleted_at IS NULL
                """)
                .param("name", name.strip())
                .param("bio", bio.strip())
                .param("avatarUrl", avatarUrl)
                .param("person", person)
                .update();
        accounts.changed(person);
    }

    @Override
    public void follow(UUID person, UUID followed) {
        relations.follow(person, followed);
    }

    @Override
    public void unfollow(UUID person, UUID followed) {
        relations.unfollow(person, followed);
    }

    @Override
    public void block(UUID person, UUID blocked) {
        relations.block(person, blocked);
    }

    @Override
    public void unblock(UUID person, UUID blocked) {
        relations.unblock(person, blocked);
    }

    @Override
    public Set<UUID> following(UUID person) {
        return relations.following(person);
    }

    @Override
    public Set<UUID> hiddenFrom(UUID person) {
        return relations.hiddenFrom(person);
    }

    @Override
    public long followers(UUID person) {
        return relations.followers(person);
    }

    @Override
    public Viewer viewerOf(UUID person) {
        return accounts.find(person).orElseThrow(Refused::notFound).viewer(LocalDate.now(clock));
    }
}
