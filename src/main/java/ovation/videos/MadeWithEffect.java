package ovation.videos;

import java.util.UUID;

/**
 * A post made with an effect became public for the first time. Published inside that transaction.
 *
 * @param region of its creator
 */
public record MadeWithEffect(UUID video, UUID effect, UUID creator, String region) {}
