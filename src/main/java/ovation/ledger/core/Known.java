package ovation.ledger.core;

import org.jspecify.annotations.Nullable;

/** What is stored of an id. @param refusal why it was rejected; null if it stands */
public record Known(byte[] hash, @Nullable Refusal refusal) {}
