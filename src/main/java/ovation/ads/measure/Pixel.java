package ovation.ads.measure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An advertiser's pixel. @param origins of the pages that may report, as {@code https://shop.example} */
record Pixel(
        UUID id,
        UUID business,
        String name,
        byte[] secretSha256,
        List<String> origins,
        Instant createdAt,
        int version) {

    Pixel {
        origins = List.copyOf(origins);
    }

    boolean allows(String origin) {
        return origins.contains(origin);
    }
}
