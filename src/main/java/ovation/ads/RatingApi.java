package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1/videos/{video}/ad-rating")
@Tag(name = "ads")
class RatingApi {

    private final Ratings ratings;

    RatingApi(Ratings ratings) {
        this.ratings = ratings;
    }

    /** @param rating {@code everyone}, {@code sensitive} or {@code mature}; {@code unrated} where nobody has */
    record Rating(@Nullable String rating) {}

    @GetMapping
    @Operation(summary = "How a clip is rated for advertisers who care what stands around their ads; moderators only")
    Rating look(Viewer viewer, @PathVariable UUID video) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        return new Rating(ratings.of(video));
    }

    @PutMapping
    @Operation(summary = "Rates a clip; moderators only")
    Rating rate(Viewer viewer, @PathVariable UUID video, @RequestBody Rating rating) {
        var moderator = viewer.as(Role.MODERATOR, Role.ADMIN);
        var given = rating.rating();
        if (given == null || !Ratings.GIVEN.contains(given)) {
            throw Refused.field("rating", given == null ? "required" : "not_offered");
        }
        ratings.rate(video, given, moderator);
        return new Rating(given);
    }
}
