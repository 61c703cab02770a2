package ovation.payouts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a creator is paid. @param end the last characters of the account, the rest is sealed */
record Method(UUID id, Kind kind, String end, @Nullable Instant verifiedAt, Instant addedAt) {

    enum Kind {
        IBAN,
        PROVIDER
    }

    public boolean verified() {
        return verifiedAt != null;
    }

    public String masked() {
        return (kind == Kind.IBAN ? "•••• " : "acct_•••• ") + end;
    }
}
