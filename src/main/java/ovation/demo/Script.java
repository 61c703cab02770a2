package ovation.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who plays, and what is shown: read from the files beside the clips. */
@Demo
@Component
class Script {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Creator(String handle, String name, String bio, String region, LocalDate birthDate) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Advertiser(String name, String handle, String website) {}

    record Creative(String advertiser, String callToAction, String landingUrl) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record DemoClip(
            String file,
            String poster,
            int durationMillis,
            int width,
            int height,
            String creator,
            String caption,
            List<String> tags,
            String sound,
            @Nullable Creative ad) {}

    private final List<Creator> creators;
    private final List<Advertiser> advertisers;
    private final List<DemoClip> clips;

    Script(JsonMapper json) {
        creators = read(json, "creators.json", new TypeReference<>() {});
        advertisers = read(json, "advertisers.json", new TypeReference<>() {});
        clips = read(json, "clips.json", new TypeReference<>() {});
    }

    List<Creator> creators() {
        return creators;
    }

    List<Advertiser> advertisers() {
        return advertisers;
    }

    List<DemoClip> clips() {
        return clips.stream().filter(clip -> clip.ad() == null).toList();
    }

    List<DemoClip> creativesOf(Advertiser advertiser) {
        return clips.stream()
                .filter(clip -> clip.ad() != null && clip.ad().advertiser().equals(advertiser.name()))
                .toList();
    }

    private static <T> T read(JsonMapper json, String file, TypeReference<T> type) {
        try (var in = new ClassPathResource("demo/" + file).getInputStream()) {
            return json.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
