package ovation.attention;

import java.time.Instant;
import java.util.UUID;
import ovation.base.SubjectRef;

/**
 * One showing of a subject to one viewer: what is signed, goes to the client, and comes back with each event. It is the
 * proof that we served it, so an event needs no look-up to be believed.
 *
 * @param id of this showing
 * @param viewer the person, or the visit of somebody without an account
 * @param visitor whether the viewer has no account
 * @param owner who made the subject (a creator); the viewer himself watching his own earns nothing
 * @param paid whether somebody pays for it to be shown
 * @param durationMillis length of the clip, to clamp watch time by
 * @param claim what the module that serves it wants to hear again with each event, opaque here; empty if nothing
 */
public record Exposure(
        UUID id,
        UUID viewer,
        boolean visitor,
        SubjectRef subject,
        UUID owner,
        Surface surface,
        boolean paid,
        int durationMillis,
        Instant servedAt,
        String claim) {}
