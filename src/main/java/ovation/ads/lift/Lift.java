package ovation.ads.lift;

/**
 * The difference that an ad makes, with the interval in which it lies with 95 %: Newcombe's hybrid score interval (1998, method
 * 10) of the difference of two shares, which holds for rare outcomes and small groups too.
 *
 * @param difference of the share of the treated who did it and that of the control people, −1 to 1
 */
record Lift(double treatedShare, double controlShare, double difference, double low, double high) {

    private static final double Z = 1.959964;

    static Lift of(long treated, long treatedDid, long control, long controlDid) {
        if (treated <= 0 || control <= 0 || treatedDid > treated || controlDid > control) {
            throw new IllegalArgumentException(
                    "No shares: %d of %d, %d of %d".formatted(treatedDid, treated, controlDid, control));
        }
        var p = (double) treatedDid / treated;
        var q = (double) controlDid / control;
        var ofTreated = wilson(p, treated);
        var ofControl = wilson(q, control);
        return new Lift(
                p,
                q,
                p - q,
                p - q - Math.hypot(p - ofTreated[0], ofControl[1] - q),
                p - q + Math.hypot(ofTreated[1] - p, q - ofControl[0]));
    }

    /** Wilson's interval of one share. */
    private static double[] wilson(double share, long of) {
        var middle = share + Z * Z / (2 * of);
        var half = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
        var all = 1 + Z * Z / of;
        return new double[] {Math.max(0, (middle - half) / all), Math.min(1, (middle + half) / all)};
    }

    /** Whether chance alone hardly explains it. */
    boolean certain() {
        return low > 0 || high < 0;
    }
}
