package ovation.ads.library;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.AgeBand;

/**
 * An ad as everybody may see it. Nothing here is about a person.
 *
 * @param kind {@code in_feed}, {@code spark}, {@code shop}, {@code topview}, {@code effect}, {@code challenge} or {@code sound}
 * @param video its clip; null for what has none
 * @param advertiser the name the ad is shown under
 * @param paidBy the business whose balance it is paid from
 * @param title what it is called where it has no clip, and of a challenge; else empty
 * @param running whether it is on air: approved, within its dates, not stopped, under consent
 * @param audience whom it addresses and where
 * @param from its first UTC day, {@code until} its last; null for no end
 * @param firstShown UTC day; null if it was not shown yet
 * @param impressions how often it was shown; of an effect how often it was opened
 * @param boosted posts of other people that were shown as ads for it
 */
public record LibraryEntry(
        UUID ad,
        String kind,
        @Nullable UUID video,
        String advertiser,
        String paidBy,
        String title,
        String callToAction,
        String landingUrl,
        boolean running,
        @JsonUnwrapped Audience audience,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate firstShown,
        @Nullable LocalDate lastShown,
        long impressions,
        List<Boosted> boosted) {

    /**
     * The predicate that is tested before it is shown.
     *
     * @param regions two-letter codes; empty: everywhere
     * @param ages codes of {@link AgeBand}; empty: all ages
     * @param interests hashtags; empty: everybody
     * @param wants what else is wanted, by dimension; of lists only that there are some
     * @param excludes what is not wanted
     */
    public record Audience(
            List<String> regions,
            List<String> ages,
            List<String> interests,
            Map<String, List<String>> wants,
            Map<String, List<String>> excludes) {

        /** Everybody in some regions. */
        public static Audience in(List<String> regions) {
            return new Audience(regions, List.of(), List.of(), Map.of(), Map.of());
        }
    }

    /** @param running whether it is boosted now @param views that the boost brought */
    public record Boosted(UUID video, boolean running, long views) {}

    public LibraryEntry boosting(List<Boosted> posts) {
        return new LibraryEntry(
                ad,
                kind,
                video,
                advertiser,
                paidBy,
                title,
                callToAction,
                landingUrl,
                running,
                audience,
                from,
                until,
                firstShown,
                lastShown,
                impressions,
                List.copyOf(posts));
    }

    LibraryEntry paidBy(String name) {
        return new LibraryEntry(
                ad,
                kind,
                video,
                advertiser,
                name,
                title,
                callToAction,
                landingUrl,
                running,
                audience,
                from,
                until,
                firstShown,
                lastShown,
                impressions,
                boosted);
    }
}
