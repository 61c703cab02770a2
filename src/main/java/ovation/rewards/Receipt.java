package ovation.rewards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.Canonical;
import ovation.ledger.Money;

/**
 * How one creator's amount of one day and currency came about.
 *
 * @param transfer the posting that credited it; null if the amount is zero
 * @param sha256 of the canonical JSON of {@link #document}
 */
record Receipt(
        UUID id,
        UUID creator,
        Pool pool,
        List<Line> lines,
        long micros,
        @Nullable UUID transfer,
        String sha256) {

    /** The version of the formula in {@code docs/rewards.md}; a receipt keeps the one it was made with. */
    static final String FORMULA = "rewards-1";

    /**
     * A day's ad revenue in one currency.
     *
     * @param revenueMicros the day's own
     * @param carriedMicros from earlier closed days: late charges, and days without a qualified view
     * @param allocationSha256 of the canonical JSON of the {@link Share}s in their order
     */
    record Pool(
            LocalDate day,
            String currency,
            String formula,
            long revenueMicros,
            long carriedMicros,
            long sharePerMillion,
            long creatorsMicros,
            long platformMicros,
            long qualifiedViews,
            String allocationSha256,
            Instant settledAt,
            Instant availableFrom) {

        long netMicros() {
            return revenueMicros + carriedMicros;
        }

        Money creators() {
            return new Money(creatorsMicros, currency);
        }

        public LocalDate availableOn() {
            return LocalDate.ofInstant(availableFrom, ZoneOffset.UTC);
        }
    }

    /** One receipt's part of the pool, without a name. */
    record Share(UUID receipt, long qualifiedViews, long micros) {

        Map<String, Object> document() {
            return Map.of("receipt", receipt.toString(), "qualifiedViews", qualifiedViews, "micros", micros);
        }
    }

    /** One video's part of the amount. */
    record Line(int line, UUID video, long qualifiedViews, Map<String, Long> excluded, long micros) {

        public Money amount(String currency) {
            return new Money(micros, currency);
        }
    }

    Receipt {
        lines = List.copyOf(lines);
    }

    long qualifiedViews() {
        return lines.stream().mapToLong(Line::qualifiedViews).sum();
    }

    Map<String, Long> excluded() {
        var sums = new TreeMap<String, Long>();
        lines.forEach(line -> line.excluded().forEach((reason, views) -> sums.merge(reason, views, Long::sum)));
        return sums;
    }

    Money amount() {
        return new Money(micros, pool.currency());
    }

    /** What is hashed, and what everybody may read: all of it but names. Videos are numbered, since a video names its creator. */
    Map<String, Object> document() {
        var document = new TreeMap<String, Object>();
        document.put("formula", pool.formula());
        document.put("receipt", id.toString());
        document.put("day", pool.day().toString());
        document.put("currency", pool.currency());
        document.put("settledAt", pool.settledAt().toString());
        document.put("availableFrom", pool.availableFrom().toString());
        document.put(
                "pool",
                Map.of(
                        "revenueMicros", pool.revenueMicros(),
                        "carriedMicros", pool.carriedMicros(),
                        "netMicros", pool.netMicros(),
                        "sharePerMillion", pool.sharePerMillion(),
                        "creatorsMicros", pool.creatorsMicros(),
                        "platformMicros", pool.platformMicros(),
                        "qualifiedViews", pool.qualifiedViews(),
                        "allocationSha256", pool.allocationSha256()));
        document.put("qualifiedViews", qualifiedViews());
        document.put("excludedViews", excluded());
        document.put("micros", micros);
        document.put(
                "videos",
                lines.stream()
                        .map(line -> Map.of(
                                "line", line.line(),
                                "qualifiedViews", line.qualifiedViews(),
                                "excludedViews", line.excluded(),
                                "micros", line.micros()))
                        .toList());
        if (transfer != null) {
            document.put("transfer", transfer.toString());
        }
        return document;
    }

    Receipt sealed() {
        return new Receipt(id, creator, pool, lines, micros, transfer, Canonical.sha256(document()));
    }

    static String allocationSha256(List<Share> shares) {
        return Canonical.sha256(shares.stream().map(Share::document).toList());
    }
}
