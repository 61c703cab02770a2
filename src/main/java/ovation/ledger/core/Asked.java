package ovation.ledger.core;

import java.util.UUID;

/**
 * A transfer that asks to be booked. Its legs sum to zero and name each account once; whoever asks has seen to that.
 *
 * @param hash of the whole request: the same id with another hash is another request
 * @param knownOnly the id lies outside the window, so it may only be the replay of a known one
 * @param accounts of the legs, as places in the batch's list of accounts
 * @param amounts of the legs, in the same order; credit positive, debit negative, none zero
 */
public record Asked(UUID id, byte[] hash, String currency, boolean knownOnly, int[] accounts, long[] amounts) {}
