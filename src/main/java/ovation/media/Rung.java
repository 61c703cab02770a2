package ovation.media;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of the ladder, named by the shorter side: 540 is 540x960 for a clip filmed upright.
 *
 * @param maxKilobits peak of the picture's rate per second
 */
record Rung(String name, int shortSide, int maxKilobits, int rank) {

    /** The first makes a clip playable, the others follow. */
    private static final List<Rung> LADDER =
            List.of(new Rung("540", 540, 1300, 10), new Rung("720", 720, 2500, 20), new Rung("360", 360, 600, 30));

    static Rung named(String name) {
        return LADDER.stream()
                .filter(rung -> rung.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What is worth making: nothing larger than the clip, and one of its own size if it cannot go out as it is. */
    static List<Rung> of(Clip clip, boolean playsAlready) {
        var rungs = new ArrayList<Rung>();
        for (var rung : LADDER) {
            if (rung.shortSide < clip.shortSide() || (rung.shortSide == clip.shortSide() && !playsAlready)) {
                rungs.add(rung);
            }
        }
        if (rungs.isEmpty() && !playsAlready) {
            rungs.add(LADDER.getLast());
        } else if (!playsAlready && clip.shortSide() < 540 && clip.shortSide() > 360) {
            rungs.add(LADDER.getFirst());
        }
        return rungs;
    }

    /** Even numbers, as H.264 wants them; never larger than the clip. */
    Size fit(Clip clip) {
        var scale = Math.min(1.0, (double) shortSide / clip.shortSide());
        return new Size(even(clip.width(), scale), even(clip.height(), scale));
    }

    record Size(int width, int height) {}

    private static int even(int pixels, double scale) {
        return Math.max(2, Math.min((int) Math.round(pixels * scale / 2) * 2, pixels / 2 * 2));
    }
}
