package ovation.identity;

/** As people say of themselves, if they do. */
public enum Gender {
    UNKNOWN,
    FEMALE,
    MALE,
    OTHER
}
