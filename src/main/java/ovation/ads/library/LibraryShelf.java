package ovation.ads.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SPI: the ads of one format, as everybody may see them. A bean each; it reads the rows that the format serves from. */
public interface LibraryShelf {

    /** Whose switch stops everybody's ads. */
    UUID PLATFORM = new UUID(0, 0);

    /**
     * @param advertiser part of the name that ads are shown under, or empty
     * @param region only ads that may be shown there, or empty
     * @param before ads older than this one; null for the newest
     * @param now of which the UTC day is {@code today}
     * @param kept the first day since which whatever was shown is told
     */
    record Search(
            String advertiser,
            String region,
            @Nullable UUID before,
            int most,
            Instant now,
            LocalDate today,
            LocalDate kept) {}

    /** @param business whose balance it is paid from */
    record Shelved(UUID business, LibraryEntry entry) {}

    /** By descending id. */
    List<Shelved> newest(Search search);

    Optional<Shelved> find(UUID ad, Search anything);
}
