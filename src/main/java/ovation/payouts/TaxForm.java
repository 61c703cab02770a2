package ovation.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tax form as it was signed. The tax id itself is sealed; only its end is shown.
 *
 * @param classification of a W-9: individual, llc or corporation; of a W-8BEN the country of citizenship
 * @param treatyPerMillion the rate that the treaty grants; null if none is claimed
 * @param validUntil of a W-8BEN: the end of the third calendar year after the signature
 */
record TaxForm(
        UUID id,
        Kind kind,
        String name,
        String classification,
        String country,
        @Nullable String tinEnd,
        @Nullable String treatyCountry,
        @Nullable Integer treatyPerMillion,
        String signedName,
        LocalDate signedOn,
        @Nullable LocalDate validUntil,
        Instant submittedAt) {

    enum Kind {
        W9,
        W8BEN
    }

    boolean validOn(LocalDate day) {
        return validUntil == null || !day.isAfter(validUntil);
    }

    public String treatyPercent() {
        return treatyPerMillion == null ? "30" : String.valueOf(treatyPerMillion / 10_000);
    }
}
