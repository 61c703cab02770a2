package ovation.videos;

/** What a higher floor shows above the posts of a hashtag or of a sound (SPI). */
public interface ShelfPanel {

    /** A template with the fragments {@code tag(tag)} and {@code sound(sound)}, the sound as its id. */
    String template();
}
