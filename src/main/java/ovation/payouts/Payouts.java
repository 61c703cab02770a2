package ovation.payouts;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;

/** Payouts for those above who live through months faster than the clock: stories and the demo's history. */
public interface Payouts {

    /** Made-up details of a creator: identity, a W-8BEN without a treaty, a verified bank account. */
    record Details(String legalName, String street, String postalCode, String city, String country, String iban) {}

    /** Sets a creator up as if he had filled in all forms at that time. The second factor is identity's. */
    void setUp(UUID creator, Details details, Instant at);

    /** Makes the statements of a month that is over; those that exist stay. @return how many were made */
    int makeStatements(YearMonth month);

    /** The sandbox bank answers a batch's file. @throws ovation.base.Refused 404 where there is a real bank */
    void sandboxAnswers(UUID batch, UUID by);
}
