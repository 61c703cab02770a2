package ovation.ads.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Standing.Ad;
import ovation.ads.engine.Standing.Seat;

/** Ads of all sorts and people of all sorts, from a seed: about a tenth of the ads match a person. */
public final class Fair {

    private static final List<String> REGIONS = List.of("DE", "AT", "CH", "US", "FR", "IT");
    private static final int INTERESTS = 60;

    private final SplittableRandom random;
    public final Predictor clicks = new Predictor(0.01);
    public final Predictor views = new Predictor(0.25);
    /** Of a purchase after a click: every third ad that wants clicks wants it. */
    public final Predictor orders = new Predictor(0.02);

    public Fair(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param bidStep bids are multiples of it: a large one makes ties */
    public List<Ad<Integer>> ads(int number, double bidStep) {
        var ads = new ArrayList<Ad<Integer>>();
        for (var i = 0; i < number; i++) {
            var event = event();
            var typical = event == clicks ? (i % 3 == 0 ? 20_000_000 : 400_000) : event == views ? 20_000 : 5_000;
            var bid = Math.ceil(typical * Math.exp(0.6 * random.nextGaussian()) / bidStep) * bidStep;
            ads.add(new Ad<>(
                    i,
                    new UUID(7, random.nextInt(Math.max(1, number / 3))),
                    subject(i),
                    bid,
                    random.nextInt(10) == 0 ? 0 : random.nextDouble(0.2, 1),
                    event,
                    event == clicks && i % 3 == 0 ? orders : null,
                    random.nextInt(3) == 0 ? 1 : random.nextDouble(0.8, 1.2),
                    Wanted.of(
                            some(REGIONS, 2),
                            some(List.of("AGE_18_24", "AGE_25_34", "AGE_35_44", "AGE_45_54"), 2),
                            random.nextInt(3) > 0 ? Set.of("tag" + random.nextInt(INTERESTS)) : Set.of())));
        }
        return ads;
    }

    private @Nullable Predictor event() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> views;
            default -> clicks;
        };
    }

    private Set<String> some(List<String> values, int most) {
        if (random.nextInt(3) == 0) {
            return Set.of();
        }
        var chosen = new java.util.HashSet<String>();
        for (var i = 0; i < most; i++) {
            chosen.add(values.get(random.nextInt(values.size())));
        }
        return chosen;
    }

    private static Subject subject(int ad) {
        return new Subject(new UUID(1, ad), new UUID(2, ad / 2), new UUID(3, ad / 5), 5_000 + ad % 11 * 5_000);
    }

    public Seat seat(double reserve) {
        var age = random.nextInt(1, 7);
        var bands = List.of("UNKNOWN", "AGE_13_17", "AGE_18_24", "AGE_25_34", "AGE_35_44", "AGE_45_54", "AGE_55_UP");
        var interests = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> "tag" + random.nextInt(INTERESTS))
                .toList();
        var region = REGIONS.get(random.nextInt(REGIONS.size()));
        var context = new Context(
                region,
                age,
                random.nextInt(24),
                random.nextInt(3),
                interests.stream().map(Context::taste).toList(),
                0);
        return new Seat(region, bands.get(age), interests, context, reserve, random.nextLong());
    }

    /** Impressions that the models learn from: some ads and some crossings are truly better than others. */
    public void learn(List<Ad<Integer>> ads, int impressions) {
        for (var i = 0; i < impressions; i++) {
            var ad = ads.get(random.nextInt(ads.size()));
            var seat = seat(0);
            var rate = 0.004 * (1 + ad.what() % 7) * (seat.context().age() == ad.what() % 5 ? 3 : 1);
            clicks.learn(seat.context(), ad.subject(), random.nextDouble() < rate);
            views.learn(seat.context(), ad.subject(), random.nextDouble() < Math.min(0.9, rate * 15));
            orders.learn(seat.context(), ad.subject(), random.nextDouble() < Math.min(0.5, rate * 3));
        }
    }
}
