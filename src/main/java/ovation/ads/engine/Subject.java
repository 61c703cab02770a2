package ovation.ads.engine;

import java.util.UUID;

/** What a prediction knows of an ad. */
public record Subject(UUID ad, UUID adGroup, UUID creator, int durationMillis) {

    private static final int STEP_MILLIS = 5_000;

    int[] features() {
        return new int[] {
            Ftrl.feature(10, fold(ad)),
            Ftrl.feature(11, fold(adGroup)),
            Ftrl.feature(12, fold(creator)),
            Ftrl.feature(13, durationMillis / STEP_MILLIS)
        };
    }

    int withAge(int age) {
        return Ftrl.feature(20 + age, fold(ad));
    }

    int withTaste(int taste) {
        return Ftrl.feature(40 + taste, fold(ad));
    }

    private static long fold(UUID id) {
        return id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
    }
}
