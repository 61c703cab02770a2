package ovation.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.identity.People;
import ovation.identity.People.PersonCard;
import ovation.identity.People.SignUp;
import ovation.identity.Role;

/** The people of the demo. All have the one password that the console prints. */
@Demo
@Component
class Cast {

    static final String PASSWORD = "standing-ovation";
    static final String VIEWER = "vera.watches";
    static final String FINANCE = "finn.counts";
    static final String MODERATOR = "mo.reviews";
    static final String ADMIN = "ada.runs";

    private static final List<String> FIRST = List.of(
            "Lea", "Jonas", "Amira", "Tom", "Sofie", "Emre", "Nina", "Luca", "Marta", "Paul", "Yuki", "Ben", "Clara",
            "Noah", "Ida", "Karim");
    private static final List<String> REGIONS = List.of("DE", "DE", "AT", "US", "FR", "DE", "US", "CH");

    private final People people;

    Cast(People people) {
        this.people = people;
    }

    /** Signs somebody up unless he is there already. */
    UUID person(String handle, String name, String bio, String region, LocalDate birthDate, Role... roles) {
        var known = people.byHandle(handle).map(PersonCard::id);
        var person = known.orElseGet(() -> people.signUp(new SignUp(
                handle, name, handle.replace('.', '-') + "@ovation.example", PASSWORD, birthDate, region, "en")));
        people.describe(person, name, bio, portrait(handle));
        for (var role : roles) {
            people.grant(person, role);
        }
        return person;
    }

    UUID id(String handle) {
        return people.byHandle(handle).orElseThrow().id();
    }

    /** One of the audience, always the same for a number. */
    UUID viewer(int number) {
        var first = FIRST.get(number % FIRST.size());
        var handle = first.toLowerCase(java.util.Locale.ROOT) + "." + (10 + number);
        var born = LocalDate.of(1964 + (number * 7) % 45, 1 + number % 12, 1 + number % 28);
        return person(handle, first, "", REGIONS.get(number % REGIONS.size()), born);
    }

    List<UUID> audience(int size) {
        var audience = new ArrayList<UUID>();
        for (var i = 0; i < size; i++) {
            audience.add(viewer(i));
        }
        return audience;
    }

    private static @org.jspecify.annotations.Nullable String portrait(String handle) {
        var path = "/img/demo/" + handle + ".jpg";
        return Cast.class.getResource("/static" + path) == null ? null : path;
    }
}
