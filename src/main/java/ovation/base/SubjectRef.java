package ovation.base;

import java.util.UUID;

/**
 * Anything that can be shown, watched or sold, named without knowing the module that owns it.
 *
 * @param kind what it is, in lower case: {@code video}, {@code ad}, {@code sound}, {@code hashtag}, {@code person}, …
 * @param id the owner module's id
 */
public record SubjectRef(String kind, UUID id) {

    public static final String VIDEO = "video";
    public static final String AD = "ad";
    public static final String PERSON = "person";
    public static final String COMMENT = "comment";

    public static SubjectRef video(UUID id) {
        return new SubjectRef(VIDEO, id);
    }

    public static SubjectRef ad(UUID id) {
        return new SubjectRef(AD, id);
    }

    public static SubjectRef person(UUID id) {
        return new SubjectRef(PERSON, id);
    }

    public boolean is(String otherKind) {
        return kind.equals(otherKind);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
