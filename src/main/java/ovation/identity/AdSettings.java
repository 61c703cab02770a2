package ovation.identity;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;

/** What people say of themselves for advertising, and who is found because of it. */
@Service
class AdSettings implements HashedContacts {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;

    AdSettings(JdbcClient jdbc, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param gender a name of {@link Gender}; null or empty to say nothing */
    @Transactional
    public AdChoices change(UUID person, @Nullable String gender, boolean lists) {
        var known = gender == null || gender.isBlank() ? Gender.UNKNOWN.name() : gender;
        if (Arrays.stream(Gender.values()).noneMatch(each -> each.name().equals(known))) {
            throw Refused.field("gender", "not_offered");
        }
        // primary key
        jdbc.sql("""
                INSERT INTO identity_ad_choice (person, gender, lists, changed_at) VALUES (:person, :gender, :lists, :now)
                ON CONFLICT (person) DO UPDATE
                SET gender = excluded.gender, lists = excluded.lists, changed_at = excluded.changed_at
                """)
                .param("person", person)
                .param("gender", known.equals(Gender.UNKNOWN.name()) ? null : known, Types.VARCHAR)
                .param("lists", lists)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        accounts.changed(person);
        return new AdChoices(Gender.valueOf(known), lists);
    }

    @Override
    public Set<UUID> consenting(Collection<String> hashes) {
        // identity_person_by_email_hash, the choice's primary key
        return Set.copyOf(jdbc.sql("""
                SELECT p.id FROM unnest(CAST(:hashes AS text[])) AS h (hash)
                JOIN identity_person p ON sha256(replace(p.email, '\\', '\\\\')::bytea) = decode(h.hash, 'hex') AND p.deleted_at IS NULL
                JOIN identity_ad_choice c ON c.person = p.id AND c.lists
                """)
                .param("hashes", hashes.stream().distinct().toArray(String[]::new))
                .query(UUID.class)
                .list());
    }
}
