package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Lease lease(long amount) {
        return new Lease(UUID.randomUUID(), "2026-11-22", amount, NOW.plusSeconds(60));
    }

    @Test
    void sixty_four_threads_never_take_more_than_the_slice() throws InterruptedException {
        var lease = lease(1_000_000);
        var taken = new AtomicLong();

        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var thread = 0; thread < 64; thread++) {
                var random = new SplittableRandom(thread);
                threads.execute(() -> {
                    for (var i = 0; i < 2_000; i++) {
                        var price = random.nextLong(1, 300);
                        if (lease.take(price, 1, NOW)) {
                            taken.addAndGet(price);
                        }
                    }
                });
            }
        }

        assertThat(taken.get()).isLessThanOrEqualTo(1_000_000).isEqualTo(lease.committed());
    }

    @Test
    void serves_no_more_after_its_time() {
        var lease = lease(1_000);

        assertThat(lease.take(10, 1, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void keeps_three_whole_clicks_or_four_times_the_expected() {
        var lease = lease(10_000_000);

        lease.take(400_000, 0.01, NOW);
        assertThat(lease.committed()).isEqualTo(400_000);
        for (var i = 0; i < 9; i++) {
            lease.take(400_000, 0.01, NOW);
        }
        assertThat(lease.committed()).isEqualTo(1_200_000);
        for (var i = 0; i < 190; i++) {
            lease.take(400_000, 0.01, NOW);
        }
        assertThat(lease.committed()).isEqualTo(3_200_000);
    }
}
