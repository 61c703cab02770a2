package ovation.payouts;

import java.util.UUID;
import ovation.ledger.Money;

/** A payout has left: the bank or the provider has said so. Published inside the transaction that books it. */
public record PayoutSent(UUID line, UUID person, Money amount) {}
