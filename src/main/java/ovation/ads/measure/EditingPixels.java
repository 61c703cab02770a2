package ovation.ads.measure;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** Pixels as access make and change them. A secret is shown once; only its SHA-256 is kept. */
@Service
class EditingPixels {

    private static final int MOST = 20;
    private static final int MOST_ORIGINS = 20;
    private static final String PREFIX = "ovp_";

    private final Pixels pixels;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    EditingPixels(Pixels pixels, Access access, Clock clock) {
        this.pixels = pixels;
        this.access = access;
        this.clock = clock;
    }

    /** What is null stays. @param origins as {@code https://shop.example}, none for server events only */
    record PixelForm(
            @Nullable String name,
            @Nullable List<String> origins,
            @Nullable Integer version) {}

    /** @param secret for server events, told this once */
    record Made(Pixel pixel, String secret) {}

    @Transactional
    Made make(Viewer viewer, UUID business, PixelForm form) {
        access.toEdit(viewer, business);
        if (pixels.of(business).size() >= MOST) {
            throw Refused.field("name", "too_many");
        }
        var wrong = new HashMap<String, String>();
        var secret = secret();
        var pixel = new Pixel(
                Ids.next(clock),
                business,
                name(form.name(), wrong),
                Sha256.of(secret),
                origins(form.origins() == null ? List.of() : form.origins(), wrong),
                clock.instant(),
                0);
        check(wrong);
        pixels.insert(pixel, viewer.person());
        return new Made(pixel, secret);
    }

    @Transactional
    Pixel change(Viewer viewer, UUID business, UUID id, PixelForm form) {
        var before = toEdit(viewer, business, id);
        var wrong = new HashMap<String, String>();
        pixels.update(new Pixel(
                id,
                business,
                form.name() == null ? before.name() : name(form.name(), wrong),
                before.secretSha256(),
                form.origins() == null ? before.origins() : origins(form.origins(), wrong),
                before.createdAt(),
                form.version() == null ? before.version() : form.version()));
        check(wrong);
        return pixels.find(id).orElseThrow();
    }

    /** The secret before ends at once on this node, within seconds on the others. */
    @Transactional
    Made newSecret(Viewer viewer, UUID business, UUID id) {
        var before = toEdit(viewer, business, id);
        var secret = secret();
        pixels.update(new Pixel(
                id,
                business,
                before.name(),
                Sha256.of(secret),
                before.origins(),
                before.createdAt(),
                before.version()));
        return new Made(pixels.find(id).orElseThrow(), secret);
    }

    List<Pixel> list(Viewer viewer, UUID business) {
        access.toRead(viewer, business);
        return pixels.of(business);
    }

    Pixel toRead(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return its(business, id);
    }

    private Pixel toEdit(Viewer viewer, UUID business, UUID id) {
        access.toEdit(viewer, business);
        return its(business, id);
    }

    private Pixel its(UUID business, UUID id) {
        return pixels.find(id)
                .filter(pixel -> pixel.business().equals(business))
                .orElseThrow(Refused::notFound);
    }

    /** Whether it is the pixel's secret, in the same time for all that are not. */
    static boolean isSecretOf(Pixel pixel, String secret) {
        return MessageDigest.isEqual(pixel.secretSha256(), Sha256.of(secret));
    }

    private String secret() {
        var bits = new byte[24];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String name(@Nullable String value, Map<String, String> wrong) {
        var name = value == null ? "" : value.strip();
        if (name.isEmpty()) {
            wrong.put("name", "required");
        } else if (name.length() > 60) {
            wrong.put("name", "too_long");
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            wrong.put("name", "control_characters");
        }
        return name;
    }

    private static List<String> origins(List<String> values, Map<String, String> wrong) {
        var origins = new TreeSet<String>();
        for (var value : values) {
            origins.add(origin(value, wrong));
        }
        if (origins.size() > MOST_ORIGINS) {
            wrong.put("origins", "too_many");
        }
        return List.copyOf(origins);
    }

    /** Over TLS, but for what stands on the advertiser's own machine. */
    private static String origin(String value, Map<String, String> wrong) {
        try {
            var uri = new URI(value.strip().toLowerCase(Locale.ROOT));
            var host = uri.getHost();
            var home = "localhost".equals(host) || "127.0.0.1".equals(host);
            if (host != null
                    && uri.getUserInfo() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && ("https".equals(uri.getScheme()) || home && "http".equals(uri.getScheme()))) {
                return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException notAnOrigin) {
            // said below
        }
        wrong.put("origins", "origin_invalid");
        return "";
    }

    private static void check(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }
}
