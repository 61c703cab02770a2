package ovation.attention;

/** Why an event is kept but never paid for. The bits are stored: they never change. */
public enum TrafficMark {
    DECLARED_ROBOT(1),
    PREFETCH(2),
    IMPOSSIBLE_PACE(4),
    TOO_MANY_EVENTS(8);

    private final int bit;

    TrafficMark(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public boolean in(int marks) {
        return (marks & bit) != 0;
    }
}
