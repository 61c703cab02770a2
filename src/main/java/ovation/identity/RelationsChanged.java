package ovation.identity;

import java.util.UUID;

/** Somebody followed, blocked, or undid it. */
public record RelationsChanged(UUID person) {}
