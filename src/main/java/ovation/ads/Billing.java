package ovation.ads;

/** What an advertiser pays for. */
enum Billing {
    /** A thousand impressions. */
    CPM("impression"),
    /** A click. */
    CPC("click"),
    /** Six seconds watched, or nine tenths of a shorter ad. */
    CPV("view"),
    /** An impression, bid for by what it probably brings: the bid is for a conversion. */
    OCPM("impression");

    private static final int VIEW_MILLIS = 6_000;
    /** No impression costs more than this part of what a conversion may cost, however sure the prediction is. */
    private static final int CONVERSION_PART = 50;

    private final String event;

    Billing(String event) {
        this.event = event;
    }

    /** Whether so much of an ad watched is a view. */
    static boolean isView(int watchedMillis, int durationMillis) {
        return watchedMillis >= Math.min(VIEW_MILLIS, durationMillis * 9 / 10);
    }

    /** The delivered event that is billed. */
    String event() {
        return event;
    }

    /** Whether the billed event is an impression itself, and not one that may follow it. */
    boolean perImpression() {
        return this == CPM || this == OCPM;
    }

    /** Micros bid for one billed event, for oCPM for one conversion, unrounded. */
    double perEvent(long bidMicros) {
        return this == CPM ? bidMicros / 1000.0 : bidMicros;
    }

    /** The most that one billed event can cost. */
    long highestPrice(long bidMicros) {
        return switch (this) {
            case CPM -> bidMicros / 1000;
            case OCPM -> Math.max(1, bidMicros / CONVERSION_PART);
            case CPC, CPV -> bidMicros;
        };
    }
}
