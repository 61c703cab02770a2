package ovation.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The name of an account. It comes into being with its first entry.
 *
 * @param owner who or what it belongs to; {@link #PLATFORM} for the house
 */
public record Account(AccountKind kind, UUID owner, String currency) {

    public static final UUID PLATFORM = new UUID(0, 0);

    public static Account platform(AccountKind kind, String currency) {
        return new Account(kind, PLATFORM, currency);
    }

    /** An account of one day, for example the unsettled ad revenue of 22 November. */
    public static Account day(AccountKind kind, LocalDate day, String currency) {
        return new Account(kind, new UUID(0, day.toEpochDay()), currency);
    }
}
