package ovation.feed;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a seat, before it is made presentable.
 *
 * @param guest what a guest brought; null for a clip of the feed
 */
record Pick(UUID video, double value, List<Why> why, Guest.@Nullable GuestItem guest) {

    static Pick of(Clip clip, double value, List<Why> why) {
        return new Pick(clip.facts().id(), value, why, null);
    }

    static Pick of(Guest.GuestItem guest) {
        return new Pick(guest.video(), 0, guest.why(), guest);
    }
}
