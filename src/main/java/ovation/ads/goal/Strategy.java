package ovation.ads.goal;

import java.util.Locale;

/** How an ad group bids. As code: lower case. */
public enum Strategy {
    /** As many results as the budget buys; bids up to a ceiling that follows from the reserve. */
    LOWEST_COST,
    /** Never more than the bid for a result. */
    BID_CAP,
    /** The bid is the highest average cost of a result; a single one may cost up to {@link Goal#STRETCH_PERCENT}. */
    COST_CAP,
    /** The value of the conversions is at least so many per cent of what they cost. */
    TARGET_ROAS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it works by the dual of a plan, and so needs one: smooth pacing, and an end or a daily budget. */
    public boolean needsPlan() {
        return this == LOWEST_COST || this == COST_CAP;
    }
}
