package ovation.ads.receipts;

import java.math.BigInteger;

/**
 * The arithmetic of a price in plain code, apart from what serves: so that the verifier does not believe the engine. Numbers are
 * IEEE 754 doubles, operations in the order written here; {@code docs/ads-accounts.md} has the same in words.
 */
final class Formula {

    /** Of the auction: {@code round(min(v, max(reserve, runnerUp / quality)) / p)}. */
    static final String AUCTION = "auction-1";
    /** Of a reservation: a thousandth of the price of a thousand. */
    static final String TOPVIEW = "topview-1";

    /** Of a boosted impression: a thousandth of the price of a thousand. */
    static final String FIXED_CPM = "fixed-cpm-1";
    /** Of a day: {@code floor(dayMicros · lanes · (86400 − stoppedSeconds) / 86400)}. */
    static final String FIXED_DAY = "fixed-day-1";

    static final String HALF_UP = "half up to a micro, once";
    static final String DOWN = "down to a micro, once";
    static final String EXACT = "none";

    private static final long DAY_SECONDS = 86_400;

    private Formula() {}

    /** The billed event; a word that no event has for a billing that is not ours. */
    static String eventOf(String billing) {
        return switch (billing) {
            case "CPM", "OCPM" -> "impression";
            case "CPC" -> "click";
            case "CPV" -> "view";
            case "DAY" -> "day";
            default -> "unknown";
        };
    }

    /** Micros bid for one billed event. */
    private static double perEvent(String billing, long bidMicros) {
        return billing.equals("CPM") ? bidMicros / 1000.0 : bidMicros;
    }

    static long highest(String billing, long bidMicros) {
        return switch (billing) {
            case "CPM" -> bidMicros / 1000;
            case "OCPM" -> Math.max(1, bidMicros / 50);
            default -> bidMicros;
        };
    }

    /** What an impression was worth to the bidder, in micros. */
    static double value(String billing, long bidMicros, long multiplierPpm, long probabilityPpb) {
        return perEvent(billing, bidMicros) * multiplierPpm / 1e6 * (probabilityPpb / 1e9);
    }

    /** Negative if no price follows from it. */
    static long day(long dayMicros, long lanes, long stoppedSeconds) {
        if (dayMicros < 1 || lanes < 1 || stoppedSeconds < 0 || stoppedSeconds > DAY_SECONDS) {
            return -1;
        }
        var price = BigInteger.valueOf(dayMicros)
                .multiply(BigInteger.valueOf(lanes))
                .multiply(BigInteger.valueOf(DAY_SECONDS - stoppedSeconds))
                .divide(BigInteger.valueOf(DAY_SECONDS));
        return price.bitLength() < Long.SIZE ? price.longValue() : -1;
    }

    private static boolean perImpressionBilled(String billing) {
        return billing.equals("CPM") || billing.equals("OCPM");
    }

    static long score(double value, long qualityPpm) {
        return Math.round(value * (qualityPpm / 1e6));
    }

    static long price(
            String billing,
            long bidMicros,
            double value,
            long probabilityPpb,
            long qualityPpm,
            long runnerUpMicros,
            long reserveMicros) {
        var needed = Math.max((double) reserveMicros, runnerUpMicros / (qualityPpm / 1e6));
        var perImpression = Math.min(value, needed);
        return Math.clamp(
                Math.round(perImpression / (perImpressionBilled(billing) ? 1 : probabilityPpb / 1e9)),
                1,
                Math.max(1, highest(billing, bidMicros)));
    }
}
