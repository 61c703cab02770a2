package ovation.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;

/** Companies and their members. To a stranger a company that is not his does not exist. */
@Service
class StoredBusinesses implements Businesses {

    private static final String SELECT = "SELECT b.id, b.kind, b.name, b.website, b.currency FROM identity_business b ";
    private static final Pattern WEBSITE = Pattern.compile("https?://[^\\s<>\"']{3,290}");
    private static final int MOST_OF_ONE_FOUNDER = 20;
    private static final int MOST_MEMBERS = 200;

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    StoredBusinesses(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Business found(UUID founder, Kind kind, String name, String website, String currency) {
        check(name.strip(), website.strip(), currency);
        // Served by identity_member_by_person.
        var already = jdbc.sql("SELECT count(*) FROM identity_member WHERE person = :person AND role = 'ADMIN'")
                .param("person", founder)
                .query(Integer.class)
                .single();
        if (already >= MOST_OF_ONE_FOUNDER) {
            throw Refused.field("name", "too_many_businesses");
        }
        var business = new Business(Ids.next(clock), kind, name.strip(), website.strip(), currency);
        jdbc.sql("""
                INSERT INTO identity_business (id, kind, name, website, currency, founded_by, created_at)
                VALUES (:id, :kind, :name, :website, :currency, :founder, :now)
                """)
                .param("id", business.id())
                .param("kind", kind.name())
                .param("name", business.name())
                .param("website", business.website())
                .param("currency", currency)
                .param("founder", founder)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        putMember(business, founder, MemberRole.ADMIN);
        return business;
    }

    @Override
    public Optional<Business> find(UUID business) {
        return jdbc.sql(SELECT + "WHERE b.id = :id")
                .param("id", business)
                .query(StoredBusinesses::row)
                .optional();
    }

    /** Served by the primary key. */
    @Override
    public List<Business> all(Collection<UUID> businesses) {
        return jdbc.sql(SELECT + "WHERE b.id = ANY (:ids)")
                .param("ids", businesses.toArray(UUID[]::new))
                .query(StoredBusinesses::row)
                .list();
    }

    /** Served by {@code identity_member_by_person}. */
    @Override
    public List<Business> of(UUID person, Kind kind) {
        return jdbc.sql(SELECT + """
                JOIN identity_member m ON m.business = b.id
                WHERE m.person = :person AND b.kind = :kind ORDER BY b.created_at, b.id
                """)
                .param("person", person)
                .param("kind", kind.name())
                .query(StoredBusinesses::row)
                .list();
    }

    @Override
    public Business asMember(UUID person, UUID business, Set<MemberRole> oneOf) {
        var role = roleOf(person, business).orElseThrow(Refused::notFound);
        if (role != MemberRole.ADMIN && !oneOf.contains(role)) {
            throw Refused.because(CommonProblem.NOT_ALLOWED);
        }
        return find(business).orElseThrow(Refused::notFound);
    }

    @Override
    @Transactional
    public void addMember(UUID admin, UUID business, UUID person, MemberRole role) {
        var its = asMember(admin, business, Set.of());
        if (people.card(person).isEmpty()) {
            throw Refused.field("personId", "person_unknown");
        }
        lock(business);
        if (roleOf(person, business).isEmpty()) {
            checkRoom(business, "personId");
        }
        if (role != MemberRole.ADMIN) {
            keepAnAdmin(business, person);
        }
        putMember(its, person, role);
    }

    /**
     * Takes in somebody who is not yet a member. Who has blocked the admin does not exist for him.
     *
     * @return whom
     */
    @Transactional
    public UUID invite(UUID admin, UUID business, String handle, MemberRole role) {
        var its = asMember(admin, business, Set.of());
        var asked = handle.strip();
        var person = people.byHandle((asked.startsWith("@") ? asked.substring(1) : asked).toLowerCase(Locale.ROOT))
                .map(People.PersonCard::id)
                .filter(found -> !people.hiddenFrom(admin).contains(found))
                .orElseThrow(() -> Refused.field("handle", "person_unknown"));
        lock(business);
        if (roleOf(person, business).isPresent()) {
            throw Refused.field("handle", "already_member");
        }
        checkRoom(business, "handle");
        putMember(its, person, role);
        return person;
    }

    private void checkRoom(UUID business, String field) {
        if (members(business).size() >= MOST_MEMBERS) {
            throw Refused.field(field, "too_many_members");
        }
    }

    @Transactional
    public void removeMember(UUID admin, UUID business, UUID person) {
        var leaving = admin.equals(person);
        asMember(admin, business, leaving ? Set.of(MemberRole.values()) : Set.of());
        lock(business);
        keepAnAdmin(business, person);
        jdbc.sql("DELETE FROM identity_member WHERE business = :business AND person = :person")
                .param("business", business)
                .param("person", person)
                .update();
    }

    /** Ends all memberships. A business whose only member leaves stays, because its books do. */
    @Transactional
    public void leaveAll(UUID person) {
        // Served by identity_member_by_person.
        var its = jdbc.sql("SELECT business FROM identity_member WHERE person = :person ORDER BY business")
                .param("person", person)
                .query((row, number) -> row.getObject("business", UUID.class))
                .list();
        for (var business : its) {
            lock(business);
            if (members(business).size() > 1) {
                keepAnAdmin(business, person);
            }
        }
        jdbc.sql("DELETE FROM identity_member WHERE person = :person")
                .param("person", person)
                .update();
    }

    /** All businesses of a person, with what he is there; served by {@code identity_member_by_person}. */
    List<Membership> memberships(UUID person) {
        return jdbc.sql("""
                SELECT b.id, b.kind, b.name, b.website, b.currency, m.role
                FROM identity_member m JOIN identity_business b ON b.id = m.business
                WHERE m.person = :person ORDER BY b.created_at, b.id
                """)
                .param("person", person)
                .query((row, number) -> new Membership(row(row, number), MemberRole.valueOf(row.getString("role"))))
                .list();
    }

    record Membership(Business business, MemberRole role) {}

    record Member(UUID person, MemberRole role, Instant since) {}

    /** Served by the primary key. */
    List<Member> members(UUID business) {
        return jdbc.sql(
                        "SELECT person, role, since FROM identity_member WHERE business = :business ORDER BY since, person")
                .param("business", business)
                .query((row, number) -> new Member(
                        row.getObject("person", UUID.class),
                        MemberRole.valueOf(row.getString("role")),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    Optional<MemberRole> roleOf(UUID person, UUID business) {
        return jdbc.sql("SELECT role FROM identity_member WHERE business = :business AND person = :person")
                .param("business", business)
                .param("person", person)
                .query((row, number) -> MemberRole.valueOf(row.getString("role")))
                .optional();
    }

    /** Changes of members go one after the other, so that two admins cannot remove each other at once. */
    private void lock(UUID business) {
        jdbc.sql("SELECT id FROM identity_business WHERE id = :id FOR UPDATE")
                .param("id", business)
                .query(UUID.class)
                .single();
    }

    private void keepAnAdmin(UUID business, UUID leaving) {
        var admins = members(business).stream()
                .filter(member -> member.role() == MemberRole.ADMIN)
                .map(Member::person)
                .toList();
        if (admins.equals(List.of(leaving))) {
            throw Refused.because(IdentityProblem.LAST_ADMIN);
        }
    }

    private void putMember(Business business, UUID person, MemberRole role) {
        jdbc.sql("""
                INSERT INTO identity_member (business, person, role, since) VALUES (:business, :person, :role, :now)
                ON CONFLICT (business, person) DO UPDATE SET role = excluded.role
                """)
                .param("business", business.id())
                .param("person", person)
                .param("role", role.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (business.kind() == Kind.ADVERTISER) {
            people.grant(person, Role.ADVERTISER);
        }
    }

    private static void check(String name, String website, String currency) {
        var wrong = new HashMap<String, String>();
        if (name.length() < 2 || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            wrong.put("name", "business_name_length");
        }
        if (!WEBSITE.matcher(website).matches()) {
            wrong.put("website", "website_unreadable");
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            wrong.put("currency", "currency_unknown");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }

    private static Business row(ResultSet row, int number) throws SQLException {
        return new Business(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("website"),
                row.getString("currency"));
    }
}
