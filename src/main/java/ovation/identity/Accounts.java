package ovation.identity;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Living accounts, read through a cache that is at most 30 seconds behind other nodes and never behind this one. */
@Repository
class Accounts {

    private static final String SELECT = """
            SELECT p.id, p.handle, p.name, p.bio, p.avatar_url, p.birth_date, p.region, p.language, p.revocation,
                   array(SELECT r.role FROM identity_role r WHERE r.person = p.id) AS roles,
                   coalesce(c.gender, 'UNKNOWN') AS gender, coalesce(c.lists, false) AS lists
            FROM identity_person p LEFT JOIN identity_ad_choice c ON c.person = p.id
            WHERE p.deleted_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final LoadingCache<UUID, Account> cache;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.cache = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(Duration.ofSeconds(30))
                .build(CacheLoader.<UUID, Account>bulk(this::read));
    }

    Optional<Account> find(UUID person) {
        return Optional.ofNullable(cache.get(person));
    }

    /** Past the cache: for the moments in which a sign-in is made longer. */
    Optional<Account> fresh(UUID person) {
        cache.invalidate(person);
        return find(person);
    }

    Map<UUID, Account> all(Collection<UUID> people) {
        return cache.getAll(Set.copyOf(people));
    }

    /** Served by {@code identity_person_by_handle}. */
    Optional<UUID> byHandle(String handle) {
        return jdbc.sql("SELECT id FROM identity_person WHERE handle = :handle AND deleted_at IS NULL")
                .param("handle", handle)
                .query(UUID.class)
                .optional();
    }

    record Credentials(UUID person, String hash) {}

    /** By e-mail or handle; served by {@code identity_person_by_email} and {@code identity_person_by_handle}. */
    Optional<Credentials> credentials(String login) {
        return jdbc.sql("""
                        SELECT id, password_hash FROM identity_person
                        WHERE deleted_at IS NULL AND (email = :login OR handle = :login)
                        """)
                .param("login", login)
                .query(Accounts::credentialsRow)
                .optional();
    }

    Optional<Credentials> credentials(UUID person) {
        return jdbc.sql("SELECT id, password_hash FROM identity_person WHERE id = :person AND deleted_at IS NULL")
                .param("person", person)
                .query(Accounts::credentialsRow)
                .optional();
    }

    Optional<String> email(UUID person) {
        return jdbc.sql("SELECT email FROM identity_person WHERE id = :person AND deleted_at IS NULL")
                .param("person", person)
                .query(String.class)
                .optional();
    }

    /** To be called by whoever changes a row; takes effect when the change is committed. */
    void changed(UUID person) {
        AfterCommit.run(() -> cache.invalidate(person));
    }

    /** Served by the primary keys of person, role and choice. */
    private Map<UUID, Account> read(Collection<? extends UUID> people) {
        var found = new java.util.HashMap<UUID, Account>();
        jdbc.sql(SELECT + " AND p.id = ANY(:people)")
                .param("people", people.toArray(UUID[]::new))
                .query(Accounts::accountRow)
                .list()
                .forEach(account -> found.put(account.id(), account));
        return found;
    }

    private static Account accountRow(ResultSet row, int number) throws SQLException {
        var roles = EnumSet.of(Role.VIEWER);
        for (var role : (String[]) row.getArray("roles").getArray()) {
            roles.add(Role.valueOf(role));
        }
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("handle"),
                row.getString("name"),
                row.getString("bio"),
                nullable(row, "avatar_url"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("region"),
                row.getString("language"),
                row.getInt("revocation"),
                Set.copyOf(roles),
                new AdChoices(Gender.valueOf(row.getString("gender")), row.getBoolean("lists")));
    }

    private static Credentials credentialsRow(ResultSet row, int number) throws SQLException {
        return new Credentials(row.getObject("id", UUID.class), row.getString("password_hash"));
    }

    private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
