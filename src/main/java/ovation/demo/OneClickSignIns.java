package ovation.demo;

import java.util.List;
import org.springframework.stereotype.Component;
import ovation.identity.DemoSignIns;
import ovation.identity.People;

/** One button a role on the sign-in page. */
@Demo
@Component
class OneClickSignIns implements DemoSignIns {

    private final Script script;
    private final People people;
    private final Phones phones;

    OneClickSignIns(Script script, People people, Phones phones) {
        this.script = script;
        this.people = people;
        this.phones = phones;
    }

    private record Part(String label, String description, String handle, String path) {}

    @Override
    public java.util.Optional<String> code(java.util.UUID person) {
        return phones.code(person);
    }

    @Override
    public List<DemoSignIn> all() {
        var parts = List.of(
                new Part("Viewer", "Watch, like, comment, follow", Cast.VIEWER, "/"),
                new Part(
                        "Creator",
                        "Earnings, receipts, your clips",
                        script.creators().getFirst().handle(),
                        "/desk/creator"),
                new Part(
                        "Advertiser",
                        "Campaigns, spend, results",
                        script.advertisers().getFirst().handle(),
                        "/desk/ads"),
                new Part("Label", "A paid sound, its places and posts", PlacingASound.LABEL, "/desk/ads"),
                new Part("Moderator", "Review queue and reports", Cast.MODERATOR, "/moderation"),
                new Part("Finance", "The books and the days to close", Cast.FINANCE, "/finance"),
                new Part("Admin", "All of it", Cast.ADMIN, "/desk"));
        return parts.stream()
                .flatMap(part -> people.byHandle(part.handle()).stream()
                        .map(person -> new DemoSignIn(part.label(), part.description(), person.id(), part.path())))
                .toList();
    }
}
