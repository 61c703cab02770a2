package ovation.videos;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People;
import ovation.identity.Viewer;
import ovation.videos.OwnVideos.OwnVideo;
import ovation.videos.Post.Counts;
import ovation.videos.PublishingVideos.Edit;
import ovation.videos.Shelves.Item;
import ovation.videos.Sounds.SoundView;
import ovation.videos.Videos.NewVideo;

/** Posts by REST: publish, read, edit, react, list. */
@Tag(name = "videos")
@RestController
class VideosApi {

    private static final int SOUNDS = 30;

    /** @param publish false keeps a draft; otherwise it is public as soon as its clip plays */
    record PublishForm(
            @Nullable UUID asset,
            @Nullable String caption,
            @Nullable UUID sound,
            @Nullable String soundTitle,
            @Nullable UUID effect,
            @Nullable Boolean commentsAllowed,
            @Nullable Boolean adultsOnly,
            @Nullable Boolean promotional,
            @Nullable Boolean publish) {

        private static boolean or(@Nullable Boolean given, boolean otherwise) {
            return given == null ? otherwise : given;
        }

        NewVideo video() {
            if (asset == null) {
                throw Refused.field("asset", "asset_needed");
            }
            return new NewVideo(
                    asset,
                    caption == null ? "" : caption,
                    sound,
                    soundTitle,
                    or(commentsAllowed, true),
                    or(adultsOnly, false),
                    or(promotional, false),
                    effect);
        }
    }

    private final PublishingVideos publishing;
    private final OwnVideos own;
    private final ReactingToVideos reacting;
    private final Shelves shelves;
    private final Sounds sounds;
    private final People people;
    private final ObjectProvider<PaidSounds> paidSounds;

    VideosApi(
            PublishingVideos publishing,
            OwnVideos own,
            ReactingToVideos reacting,
            Shelves shelves,
            Sounds sounds,
            People people,
            ObjectProvider<PaidSounds> paidSounds) {
        this.publishing = publishing;
        this.own = own;
        this.reacting = reacting;
        this.shelves = shelves;
        this.sounds = sounds;
        this.people = people;
        this.paidSounds = paidSounds;
    }

    @Operation(summary = "Posts an uploaded clip; published by itself once the clip plays")
    @PostMapping("/api/v1/videos")
    ResponseEntity<OwnVideo> publish(Viewer viewer, @RequestBody PublishForm form) {
        var creator = viewer.person();
        var id = publishing.create(creator, viewer.region(), form.video(), PublishForm.or(form.publish(), true));
        return ResponseEntity.created(URI.create("/api/v1/videos/" + id)).body(own.one(creator, id));
    }

    @Operation(summary = "One post, with a permission to report that it is watched")
    @GetMapping("/api/v1/videos/{id}")
    Item one(Viewer viewer, @PathVariable UUID id) {
        return shelves.one(viewer, id);
    }

    @Operation(summary = "One's own posts, also drafts and those that wait for their clip")
    @GetMapping("/api/v1/videos/mine")
    Slice<OwnVideo> mine(
            Viewer viewer, @RequestParam @Nullable String cursor, @RequestParam(defaultValue = "20") int limit) {
        return own.of(viewer.person(), cursor, limit);
    }

    @GetMapping("/api/v1/videos/mine/{id}")
    OwnVideo mine(Viewer viewer, @PathVariable UUID id) {
        return own.one(viewer.person(), id);
    }

    @PatchMapping("/api/v1/videos/{id}")
    OwnVideo edit(Viewer viewer, @PathVariable UUID id, @RequestBody Edit edit) {
        var creator = viewer.person();
        publishing.edit(creator, id, edit);
        return own.one(creator, id);
    }

    @Operation(summary = "Deletes a post of one's own with its clip and comments, for good")
    @DeleteMapping("/api/v1/videos/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Viewer viewer, @PathVariable UUID id) {
        publishing.delete(viewer.person(), id);
    }

    @PutMapping("/api/v1/videos/{id}/like")
    Counts like(Viewer viewer, @PathVariable UUID id, @RequestParam @Nullable String exposure) {
        return reacting.like(viewer, id, exposure);
    }

    @DeleteMapping("/api/v1/videos/{id}/like")
    Counts unlike(Viewer viewer, @PathVariable UUID id, @RequestParam @Nullable String exposure) {
        return reacting.unlike(viewer, id, exposure);
    }

    @Operation(summary = "Notes that the link was taken along")
    @PostMapping("/api/v1/videos/{id}/shares")
    @ResponseStatus(HttpStatus.CREATED)
    Counts share(Viewer viewer, @PathVariable UUID id, @RequestParam @Nullable String exposure) {
        return reacting.share(viewer, id, exposure);
    }

    @GetMapping("/api/v1/people/{handle}/videos")
    Slice<Item> ofPerson(
            Viewer viewer,
            @PathVariable String handle,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        var person = people.byHandle(handle).orElseThrow(Refused::notFound);
        return shelves.ofPerson(viewer, person.id(), cursor, limit);
    }

    @GetMapping("/api/v1/hashtags/{tag}/videos")
    Slice<Item> ofTag(
            Viewer viewer,
            @PathVariable String tag,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return shelves.ofTag(viewer, tag, cursor, limit);
    }

    @GetMapping("/api/v1/sounds/{id}/videos")
    Slice<Item> ofSound(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        var sound = sounds.find(id).orElseThrow(Refused::notFound);
        return shelves.ofSound(viewer, sound.id(), cursor, limit);
    }

    /** @param paid null for one that stands there by itself */
    record PickView(@JsonUnwrapped SoundView sound, PaidSounds.@Nullable PaidSound paid) {}

    @Operation(
            summary =
                    "Sounds to pick from: one that has bought its place, then the most used, or those whose title begins so")
    @GetMapping("/api/v1/sounds")
    Slice<PickView> sounds(Viewer viewer, @RequestParam(defaultValue = "") String q) {
        var picks = new ArrayList<PickView>();
        if (q.isBlank()) {
            paidSounds
                    .orderedStream()
                    .flatMap(each -> each.inPicker(viewer).stream())
                    .forEach(
                            paid -> sounds.find(paid.sound()).ifPresent(sound -> picks.add(new PickView(sound, paid))));
        }
        var placed = picks.stream().map(pick -> pick.sound().id()).toList();
        sounds.search(q, SOUNDS).stream()
                .filter(sound -> !placed.contains(sound.id()))
                .forEach(sound -> picks.add(new PickView(sound, null)));
        return new Slice<>(picks, null);
    }
}
