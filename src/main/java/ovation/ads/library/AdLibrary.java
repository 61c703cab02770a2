package ovation.ads.library;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.library.LibraryShelf.Search;
import ovation.ads.library.LibraryShelf.Shelved;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;

/**
 * Every ad that may be shown or was, for everybody (DSA Art. 39): read from the rows that are served from, so an ad stands here
 * from the moment in which it may run. It stays for a year after it was last shown.
 */
@Component
class AdLibrary {

    private static final int YEARS_KEPT = 1;
    private static final int LONGEST_QUERY = 60;

    private final List<LibraryShelf> shelves;
    private final Businesses businesses;
    private final Clock clock;

    AdLibrary(List<LibraryShelf> shelves, Businesses businesses, Clock clock) {
        this.shelves = shelves;
        this.businesses = businesses;
        this.clock = clock;
    }

    /**
     * The newest first, whatever the format.
     *
     * @param query part of the advertiser's shown name, or empty
     * @param region only ads that may be shown there, or empty
     */
    Slice<LibraryEntry> list(String query, String region, @Nullable String cursor, int limit) {
        if (query.length() > LONGEST_QUERY) {
            throw Refused.field("q", "too_long");
        }
        if (!region.isEmpty() && !region.matches("[A-Z]{2}")) {
            throw Refused.field("region", "region_unknown");
        }
        var before = cursor == null ? null : Cursor.decode(cursor, 1).id(0);
        var search = search(query, region, before, limit + 1);
        // as text, because the database compares ids without a sign and Java with one
        var newest = shelves.stream()
                .flatMap(shelf -> shelf.newest(search).stream())
                .sorted(Comparator.comparing((Shelved each) -> each.entry().ad().toString())
                        .reversed())
                .limit(limit + 1L)
                .toList();
        return Slice.of(named(newest), limit, last -> Cursor.of(last.ad()).encode());
    }

    Optional<LibraryEntry> find(UUID ad) {
        var search = search("", "", null, 1);
        return shelves.stream().flatMap(shelf -> shelf.find(ad, search).stream()).findFirst().stream()
                .flatMap(found -> named(List.of(found)).stream())
                .findFirst();
    }

    private Search search(String query, String region, @Nullable UUID before, int most) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Search(query, region, before, most, now, today, today.minusYears(YEARS_KEPT));
    }

    private List<LibraryEntry> named(List<Shelved> rows) {
        var names = businesses
                .all(rows.stream().map(Shelved::business).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Business::id, Business::name));
        return rows.stream()
                .map(row -> row.entry().paidBy(names.getOrDefault(row.business(), "")))
                .toList();
    }
}
