package ovation.rewards;

import java.time.LocalDate;

/** A day has been closed and its receipts can be read. A consequence only: the money has moved already. */
public record RewardsSettled(LocalDate day, int receipts) {}
