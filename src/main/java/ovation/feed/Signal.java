package ovation.feed;

import java.util.Locale;

/**
 * What we predict about a viewer and a clip, and what it is worth. The weights multiply probabilities (for the watch, the
 * expected quantile among clips of like length) and are published; a deterrent weighs negative.
 */
enum Signal {
    /** Expected share of clips of like length that are watched shorter (D2Q, KDD 2022): free of the bias of length. */
    WATCH(1.0),
    LIKE(0.5),
    COMMENT(0.6),
    SHARE(1.2),
    FOLLOW(1.5),
    /** Gone within two seconds. */
    SKIP(-0.6),
    NOT_INTERESTED(-6.0);

    private final double weight;

    Signal(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
