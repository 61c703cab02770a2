package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;

/** The public library of ads, as somebody reads it who is not signed in. */
final class Library {

    private final Partner anybody;
    private final String advertiser;

    Library(int port, String advertiser) {
        this.anybody = Partner.stranger(port, false);
        this.advertiser = advertiser;
    }

    /** Whether it stands in the list, on the page, and by itself: all or none. */
    boolean has(String ad) {
        var listed = ads().contains(ad);
        assertThat(anybody.text("/ad-library?q=" + advertiser).contains("ad-" + ad))
                .isEqualTo(listed);
        assertThat(status("/api/v1/ad-library/" + ad)).isEqualTo(listed ? 200 : 404);
        return listed;
    }

    /** Waits up to a minute, which is what is promised. */
    JsonNode shows(String ad, long impressions) {
        Until.holds(() -> has(ad) && entry(ad).path("impressions").asLong() == impressions);
        return entry(ad);
    }

    JsonNode entry(String ad) {
        return anybody.get("/api/v1/ad-library/" + ad);
    }

    List<String> ads() {
        var ids = new ArrayList<String>();
        anybody.get("/api/v1/ad-library?limit=100&q=" + advertiser)
                .path("items")
                .forEach(item -> ids.add(item.path("ad").asString()));
        return ids;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private int status(String path) {
        try {
            anybody.get(path);
            return 200;
        } catch (AssertionError refused) {
            return Integer.parseInt(
                    String.valueOf(refused.getMessage()).replaceAll("(?s).* answered (\\d+): .*", "$1"));
        }
    }
}
