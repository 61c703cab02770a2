package ovation.videos;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;

/** Walls of posters: a person's, a hashtag's, a sound's. The same address serves the page and, to htmx, its next part. */
@Controller
class ShelfPages {

    private static final int TILES = 24;

    private final Shelves shelves;
    private final Sounds sounds;
    private final Posts posts;
    private final People people;
    private final List<String> panels;

    ShelfPages(Shelves shelves, Sounds sounds, Posts posts, People people, ObjectProvider<ShelfPanel> panels) {
        this.shelves = shelves;
        this.sounds = sounds;
        this.posts = posts;
        this.people = people;
        this.panels = panels.orderedStream().map(ShelfPanel::template).toList();
    }

    @GetMapping("/@{handle}")
    String person(
            Viewer viewer,
            @PathVariable String handle,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        var person = people.byHandle(handle).orElseThrow(Refused::notFound);
        wall(model, "/@" + person.handle(), shelves.ofPerson(viewer, person.id(), cursor, TILES));
        if (fragment) {
            return "videos/wall :: wall";
        }
        var signedIn = viewer.signedIn();
        model.addAttribute("person", person);
        model.addAttribute("own", signedIn && viewer.id().equals(person.id()));
        model.addAttribute("signedIn", signedIn);
        model.addAttribute(
                "following", signedIn && people.following(viewer.id()).contains(person.id()));
        model.addAttribute("hidden", signedIn && people.hiddenFrom(viewer.id()).contains(person.id()));
        model.addAttribute("followers", people.followers(person.id()));
        model.addAttribute("follows", people.following(person.id()).size());
        model.addAttribute("posts", posts.publicOf(person.id()));
        return "videos/person";
    }

    @GetMapping("/tags/{tag}")
    String tag(
            Viewer viewer,
            @PathVariable String tag,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        var spelling = Caption.spelling(tag);
        wall(model, "/tags/" + spelling, shelves.ofTag(viewer, spelling, cursor, TILES));
        model.addAttribute("tag", spelling);
        model.addAttribute("panels", panels);
        return fragment ? "videos/wall :: wall" : "videos/tag";
    }

    @GetMapping("/sounds/{id}")
    String sound(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        var sound = sounds.find(id).orElseThrow(Refused::notFound);
        wall(model, "/sounds/" + id, shelves.ofSound(viewer, id, cursor, TILES));
        if (fragment) {
            return "videos/wall :: wall";
        }
        model.addAttribute("sound", sound);
        model.addAttribute("panels", panels);
        model.addAttribute(
                "creator",
                sound.creator() == null ? null : people.card(sound.creator()).orElse(null));
        return "videos/sound";
    }

    private static void wall(Model model, String address, Slice<Shelves.Item> slice) {
        model.addAttribute("address", address);
        model.addAttribute("items", slice.items());
        model.addAttribute("next", slice.next());
    }
}
