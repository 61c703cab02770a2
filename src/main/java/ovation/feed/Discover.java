package ovation.feed;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import ovation.identity.Viewer;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoCard;

/** What is going on: the warmest tags with their clips, the warmest clips, and tags by their beginning. */
@Service
class Discover {

    private static final int TAGS = 8;
    private static final int EACH_TAG = 6;
    private static final int CLIPS = 24;
    private static final int LONGEST_QUERY = 60;

    private final Clips clips;
    private final ObjectProvider<Billboard> billboards;
    private final Videos videos;

    Discover(Clips clips, Videos videos, ObjectProvider<Billboard> billboards) {
        this.clips = clips;
        this.billboards = billboards;
        this.videos = videos;
    }

    /** @param placed what has bought its place here, above everything else */
    record Found(List<Billboard.Placed> placed, List<Tag> tags, List<VideoCard> clips) {}

    record Tag(String name, int number, List<VideoCard> clips) {}

    /** @param query the beginning of a tag, with or without #; empty for what is warm now */
    Found look(Viewer viewer, String query) {
        var start = query.strip().toLowerCase(Locale.ROOT).replaceFirst("^#", "");
        start = start.substring(0, Math.min(start.length(), LONGEST_QUERY));
        var lists = clips.lists();
        var rank = new java.util.HashMap<UUID, Integer>();
        lists.trending().forEach(clip -> rank.put(clip.facts().id(), rank.size()));
        var beginning = start;
        var tags = lists.byTag().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .sorted(Comparator.comparingInt(entry -> warmest(entry.getValue(), rank)))
                .limit(TAGS)
                .map(entry ->
                        new Tag(entry.getKey(), entry.getValue().size(), cards(viewer, entry.getValue(), EACH_TAG)))
                .filter(tag -> !tag.clips().isEmpty())
                .toList();
        return new Found(placed(viewer), tags, start.isEmpty() ? cards(viewer, lists.trending(), CLIPS) : List.of());
    }

    private List<Billboard.Placed> placed(Viewer viewer) {
        return billboards
                .orderedStream()
                .flatMap(billboard -> billboard.onDiscover(viewer).stream())
                .toList();
    }

    private static int warmest(List<Clip> tagged, java.util.Map<UUID, Integer> rank) {
        return tagged.stream()
                .mapToInt(clip -> rank.getOrDefault(clip.facts().id(), Integer.MAX_VALUE))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private List<VideoCard> cards(Viewer viewer, List<Clip> from, int most) {
        var ids = from.stream()
                .map(Clip::facts)
                .filter(facts -> videos.mayWatch(viewer, facts))
                .map(Videos.VideoFacts::id)
                .limit(most)
                .toList();
        return videos.cards(ids);
    }
}
