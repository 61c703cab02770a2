package ovation.ads.engine;

/** What ads can want of a seat: of the place, or of the person in it. */
public enum Dimension {
    REGION,
    AGE,
    LANGUAGE,
    /** {@code phone}, {@code tablet}, {@code desktop} or {@code tv}. */
    DEVICE,
    OS,
    BROWSER,
    /** Hashtags of the clips around the seat. */
    TAG,
    /** How the clips around the seat are rated: {@code everyone}, {@code unrated}, {@code sensitive} or {@code mature}. */
    INVENTORY,
    GENDER,
    INTEREST,
    /** What the person watched or liked, for example {@code watched:tag:coats:7}. */
    BEHAVIOUR,
    /** Lists that advertisers have uploaded. */
    AUDIENCE;

    /** Whether it is about the person, and so never read of minors (DSA Art. 28(2)) nor where nothing personal may be read. */
    public boolean personal() {
        return this == GENDER || this == INTEREST || this == BEHAVIOUR || this == AUDIENCE;
    }

    /** Whether its values are few and the same for many viewers, so that what matches them can be kept. */
    boolean common() {
        return switch (this) {
            case REGION, AGE, LANGUAGE, DEVICE, OS, BROWSER -> true;
            case TAG, INVENTORY, GENDER, INTEREST, BEHAVIOUR, AUDIENCE -> false;
        };
    }
}
