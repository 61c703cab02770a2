package ovation.ads.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a prediction knows of the seat and of who sits in it. It travels with the exposure, so that learning sees what serving
 * saw.
 *
 * @param region ISO 3166-1 alpha-2
 * @param age ordinal of the age band, 0 where it is unknown or may not be read
 * @param hour of the day, UTC
 * @param surface ordinal of the place
 * @param tastes buckets of the viewer's strongest interests, at most {@link #MOST_TASTES}; none where they may not be read
 * @param gender ordinal of what the viewer says of herself, 0 where she does not or it may not be read; for reports, no
 *     prediction looks at it
 */
public record Context(String region, int age, int hour, int surface, List<Integer> tastes, int gender) {

    public static final Context UNKNOWN = new Context("", 0, 0, 0, List.of(), 0);

    static final int AGES = 8;
    private static final int GENDERS = 4;
    static final int TASTES = 16;
    private static final int MOST_TASTES = 2;

    public Context {
        age = Math.clamp(age, 0, AGES - 1);
        gender = Math.clamp(gender, 0, GENDERS - 1);
        tastes = List.copyOf(tastes.subList(0, Math.min(tastes.size(), MOST_TASTES)));
    }

    /** The bucket of an interest: few, so that an ad soon knows each. */
    public static int taste(String interest) {
        return Math.floorMod(Ftrl.feature(99, interest.hashCode()), TASTES);
    }

    int[] features() {
        return new int[] {
            Ftrl.feature(0, 0),
            Ftrl.feature(1, region.hashCode()),
            Ftrl.feature(2, age),
            Ftrl.feature(3, hour),
            Ftrl.feature(4, surface),
            Ftrl.feature(5, tastes.size())
        };
    }

    /** Letters, digits and dots. Age and gender share a number, so that what was served before genders were told is read alike. */
    public String encode() {
        var text = new StringBuilder(region);
        for (var number : List.of(age + AGES * gender, hour, surface)) {
            text.append('.').append(Integer.toString(number, 36));
        }
        for (var taste : tastes) {
            text.append('.').append(Integer.toString(taste, 36));
        }
        return text.toString();
    }

    public static Optional<Context> decode(String text) {
        var parts = List.of(text.split("\\.", -1));
        if (parts.size() < 4) {
            return Optional.empty();
        }
        var numbers =
                parts.stream().skip(1).map(part -> Integer.parseInt(part, 36)).toList();
        return Optional.of(new Context(
                parts.getFirst(),
                numbers.get(0) % AGES,
                numbers.get(1),
                numbers.get(2),
                numbers.subList(3, numbers.size()),
                numbers.get(0) / AGES));
    }
}
