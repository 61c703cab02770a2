package ovation.identity;

import java.util.UUID;

/** An account was deleted: what belongs to it must go. Published inside the transaction that deletes it. */
public record PersonLeft(UUID person) {}
