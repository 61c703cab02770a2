package ovation.identity;

import java.time.LocalDate;
import java.time.Period;

/** The bands that advertisers target and gates ask for. A visitor without an account is {@link #UNKNOWN}. */
public enum AgeBand {
    UNKNOWN(0),
    AGE_13_17(13),
    AGE_18_24(18),
    AGE_25_34(25),
    AGE_35_44(35),
    AGE_45_54(45),
    AGE_55_UP(55);

    private final int from;

    AgeBand(int from) {
        this.from = from;
    }

    public static AgeBand of(LocalDate birthDate, LocalDate today) {
        var age = Period.between(birthDate, today).getYears();
        var band = UNKNOWN;
        for (var candidate : values()) {
            if (age >= candidate.from) {
                band = candidate;
            }
        }
        return band;
    }

    /** Whether somebody of this band is certainly an adult. */
    public boolean adult() {
        return from >= 18;
    }

    /** As people write it: {@code 18–24}, {@code 55+}. */
    public String text() {
        return name().replace("AGE_", "").replace("_UP", "+").replace('_', '–');
    }
}
