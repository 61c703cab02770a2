package ovation.ads.billing;

import java.time.Instant;
import java.util.UUID;
import ovation.ledger.Money;

/** @param left what can be spent and serves nothing now; {@code expired} was not spent in time */
record GrantView(
        UUID id,
        UUID business,
        Money amount,
        Money left,
        Money expired,
        String reason,
        String state,
        Instant givenAt,
        Instant expiresAt) {

    static GrantView of(Grants.Grant grant) {
        return new GrantView(
                grant.id(),
                grant.business(),
                grant.amount(),
                grant.left(),
                grant.expired(),
                grant.reason(),
                grant.state(),
                grant.givenAt(),
                grant.expiresAt());
    }
}
