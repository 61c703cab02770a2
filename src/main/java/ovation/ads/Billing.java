package ovation.ads;

/** What an advertiser pays for. */
enum Billing {
    /** A thousand impressions. */
    CPM("impression"),
    /** A click. */
    CPC("click");

    private final String event;

    Billing(String event) {
        this.event = event;
    }

    /** The delivered event that is billed. */
    String event() {
        return event;
    }

    /** The most that one billed event can cost. */
    long highestPrice(long bidMicros) {
        return this == CPM ? bidMicros / 1000 : bidMicros;
    }
}
