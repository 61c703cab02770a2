package ovation.wallet;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whole coins; never money. @param number not negative */
public record Coins(@JsonValue long number) {

    public Coins {
        if (number < 0) {
            throw new IllegalArgumentException("There are no negative coins");
        }
    }
}
