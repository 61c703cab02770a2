package ovation.videos;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Effects for the camera, as data: what is drawn over a clip while it is recorded. Those of the house are for everybody; all others
 * may be used while somebody offers them ({@link EffectOffers}).
 */
public interface Effects {

    /** The picture that scripts are drawn on, in their own pixels. */
    int STAGE_WIDTH = 540;

    int STAGE_HEIGHT = 960;

    /**
     * @param owner whoever made it, by an id of the module that offers it; null for one of the house
     * @param icon address of a picture of 64 by 64 pixels
     * @param sponsor in whose name it is offered; null for one of the house
     */
    record Effect(
            UUID id,
            @Nullable UUID owner,
            String name,
            String icon,
            @Nullable String sponsor,
            EffectScript script,
            Instant madeAt) {}

    /** @param icon a picture that the owner has kept with {@link #keep}; null draws the name's first letter */
    record NewEffect(
            @Nullable String name,
            @Nullable UUID icon,
            @Nullable String sponsor,
            @Nullable EffectScript script) {}

    /** What a picture is for decides how large it may be. */
    enum PictureKind {
        /** 64 by 64 pixels, less than 100 kB. */
        ICON,
        /** 540 by 960 pixels, at most 1 MB. */
        FRAME,
        /** At most 512 by 512 pixels and 300 kB. */
        STICKER,
        /** A colour table of 512 by 512 pixels (64 tiles of 64 by 64, blue grows from tile to tile), at most 1 MB. */
        LUT
    }

    Optional<Effect> find(UUID effect);

    Map<UUID, Effect> findAll(Collection<UUID> effects);

    /** Of one owner, newest first, at most 200. */
    List<Effect> of(UUID owner);

    /** Those of the house, which everybody may use. */
    List<Effect> house();

    /** @throws ovation.base.Refused with the fields that are wrong */
    UUID make(UUID owner, NewEffect effect);

    /** Replaces what it draws. @throws ovation.base.Refused 404 for another owner's */
    void change(UUID owner, UUID id, NewEffect effect);

    /** Keeps a PNG or JPEG, told by its bytes and drawn anew. @throws ovation.base.Refused if it is neither, or too large */
    UUID keep(UUID owner, PictureKind kind, byte[] picture);

    /** Whether people of this region may use it now. */
    boolean mayUse(UUID effect, String region);

    /** Public posts made with it, newest first. @param before null for the first part */
    List<UUID> posts(UUID effect, @Nullable UUID before, int limit);

    long countPosts(UUID effect);

    /** Which of these posts were made with which effect. */
    Map<UUID, UUID> effectsOf(Set<UUID> videos);
}
