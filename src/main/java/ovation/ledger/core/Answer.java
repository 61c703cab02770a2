package ovation.ledger.core;

import org.jspecify.annotations.Nullable;

/** What becomes of one transfer. @param refusal null if it stands. @param replayed whether that was known before */
public record Answer(@Nullable Refusal refusal, boolean replayed) {}
