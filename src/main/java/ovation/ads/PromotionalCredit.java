package ovation.ads;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What pays a slice of a budget before cash does. Both calls join the caller's transaction; he posts what they decide. */
public interface PromotionalCredit {

    /** @param micros that the grant pays of a slice; positive */
    record Part(UUID grant, long micros) {}

    /** Takes at most so much of the grant that ends first; empty if there is none to be spent. */
    Optional<Part> take(UUID business, String currency, long most, Instant at);

    /** What a slice did not use. @return whether it can be spent again; if not, the grant has ended meanwhile */
    boolean giveBack(UUID grant, long micros, Instant at);
}
