package ovation.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ovation.attention.QualifiedViews.DayOfViews;
import ovation.base.SubjectRef;
import ovation.ledger.Money;

class SplitTests {

    private static final int DAYS = 300;

    @Test
    void shares_and_lines_sum_exactly_and_more_views_never_earn_less() {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (var day = 0; day < DAYS; day++) {
            var views = day(random);
            var pool = new Money(random.nextLong(random.nextBoolean() ? 1_000 : 1_000_000_000_000L), "EUR");
            var entrants = Split.entrants(views, Clock.systemUTC());

            var shares = Split.shares(pool, entrants);

            var total = views.stream().mapToLong(DayOfViews::qualified).sum();
            assertThat(shares.stream().mapToLong(Receipt.Share::micros).sum())
                    .isEqualTo(total == 0 ? 0 : pool.micros());
            var byViews = new ArrayList<>(shares);
            byViews.sort(java.util.Comparator.comparingLong(Receipt.Share::qualifiedViews));
            for (var i = 1; i < byViews.size(); i++) {
                var fewer = byViews.get(i - 1);
                var more = byViews.get(i);
                if (more.qualifiedViews() > fewer.qualifiedViews()) {
                    assertThat(more.micros()).isGreaterThanOrEqualTo(fewer.micros());
                } else {
                    assertThat(Math.abs(more.micros() - fewer.micros())).isLessThanOrEqualTo(1);
                }
            }
            for (var share : shares) {
                var entrant = entrants.stream()
                        .filter(each -> each.receipt().equals(share.receipt()))
                        .findFirst()
                        .orElseThrow();
                var lines = Split.lines(new Money(share.micros(), "EUR"), entrant.videos());
                assertThat(lines.stream().mapToLong(Receipt.Line::micros).sum()).isEqualTo(share.micros());
            }
        }
    }

    @Test
    void the_order_of_receipts_does_not_tell_whose_they_are() {
        var views = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> new DayOfViews(new UUID(0, i), SubjectRef.video(new UUID(1, i)), 1, Map.of()))
                .toList();

        var order = Split.entrants(views, Clock.systemUTC()).stream()
                .map(Split.Entrant::creator)
                .toList();

        assertThat(order).isNotEqualTo(views.stream().map(DayOfViews::owner).toList());
    }

    private static List<DayOfViews> day(SplittableRandom random) {
        var views = new ArrayList<DayOfViews>();
        var creators = 1 + random.nextInt(40);
        for (var creator = 0; creator < creators; creator++) {
            var videos = 1 + random.nextInt(5);
            for (var video = 0; video < videos; video++) {
                var qualified = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << random.nextInt(1, 20));
                views.add(new DayOfViews(
                        new UUID(1, creator),
                        SubjectRef.video(new UUID(creator, video)),
                        qualified,
                        Map.of("too_short", 1L)));
            }
        }
        return views;
    }
}
