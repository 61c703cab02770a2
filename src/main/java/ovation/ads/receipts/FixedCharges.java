package ovation.ads.receipts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a format charges at a fixed price. */
interface FixedCharges {

    /** Where a list of charges goes on: with those before this one. */
    record Before(Instant chargedAt, UUID id) {

        static final Before NOTHING = new Before(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));
    }

    Optional<FixedCharge> find(UUID id);

    /** Of all that a business has booked, the newest first: by the time of the charge, then by id. */
    List<FixedCharge> of(UUID business, Before before, int limit);

    /** Micros that a transfer of the ledger bills, in sum; 0 for a transfer of others. */
    long sumOf(UUID transfer);
}
