package ovation.identity;

/**
 * What a person lets advertising know.
 *
 * @param gender {@code UNKNOWN} unless she has said so
 * @param lists whether advertisers' lists of hashed addresses may be matched with hers
 */
public record AdChoices(Gender gender, boolean lists) {

    public static final AdChoices NONE = new AdChoices(Gender.UNKNOWN, false);
}
