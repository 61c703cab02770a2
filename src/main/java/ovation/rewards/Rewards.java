package ovation.rewards;

import java.time.LocalDate;

/** The daily close, for those above who live through days faster than the clock: stories and the demo's history. */
public interface Rewards {

    /**
     * Settles a day (UTC): splits its ad revenue and writes the receipts. A day that is closed stays as it is.
     *
     * @throws ovation.base.Refused {@code day_not_over}, {@code day_not_complete} while views are still being read
     */
    void settle(LocalDate day);

    /** Makes available what has been estimated long enough. @return how many pools have become available */
    int mature();
}
