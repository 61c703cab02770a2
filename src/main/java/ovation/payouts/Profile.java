package ovation.payouts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who a creator is to a bank and a tax office. */
record Profile(
        @Nullable String legalName,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        Instant detailsChangedAt) {

    boolean complete() {
        return legalName != null && street != null && postalCode != null && city != null && country != null;
    }
}
