package ovation.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import ovation.base.CommonProblem;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;
import ovation.support.OvationTest;

@OvationTest
class KeptAnswersTests {

    @Autowired
    Idempotency idempotency;

    @Autowired
    KeptAnswers keptAnswers;

    @Autowired
    MovableClock clock;

    private final Viewer viewer = new Viewer(UUID.randomUUID(), true, Set.of(), AgeBand.AGE_25_34, "DE", "en");
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger worked = new AtomicInteger();

    record TopUp(long micros, String currency) {}

    record Done(int number) {}

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_works_once() {
        var first = topUp(5_000_000);
        var second = topUp(5_000_000);

        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(String.valueOf(second.getBody())).isEqualTo("{\"number\":1}");
        assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(worked).hasValue(1);
    }

    @Test
    void the_same_key_with_another_body_or_route_is_refused() {
        topUp(5_000_000);

        var otherBody = catchThrowableOfType(Refused.class, () -> topUp(6_000_000));
        var otherRoute = catchThrowableOfType(
                Refused.class,
                () -> idempotency.once(viewer, "elsewhere", key, new TopUp(5_000_000, "EUR"), this::work));

        assertThat(otherBody.code()).isEqualTo(PartnersProblem.IDEMPOTENCY_KEY_REUSED);
        assertThat(otherRoute.code()).isEqualTo(PartnersProblem.IDEMPOTENCY_KEY_REUSED);
        assertThat(worked).hasValue(1);
    }

    @Test
    void the_order_of_a_map_does_not_make_another_body() {
        var one = new java.util.LinkedHashMap<String, Integer>(Map.of("a", 1));
        one.put("b", 2);
        var other = new java.util.LinkedHashMap<String, Integer>(Map.of("b", 2));
        other.put("a", 1);

        idempotency.once(viewer, "maps", key, one, this::work);
        idempotency.once(viewer, "maps", key, other, this::work);

        assertThat(worked).hasValue(1);
    }

    @Test
    void keys_of_two_people_do_not_meet() {
        var other = new Viewer(UUID.randomUUID(), true, Set.of(), AgeBand.AGE_25_34, "DE", "en");

        topUp(5_000_000);
        idempotency.once(other, "top-up", key, new TopUp(5_000_000, "EUR"), this::work);

        assertThat(worked).hasValue(2);
    }

    @Test
    void a_request_without_a_key_or_with_an_odd_one_is_refused() {
        var none = catchThrowableOfType(
                Refused.class, () -> idempotency.once(viewer, "top-up", null, new TopUp(1, "EUR"), this::work));
        var odd = catchThrowableOfType(
                Refused.class, () -> idempotency.once(viewer, "top-up", "with space", new TopUp(1, "EUR"), this::work));

        assertThat(none.code()).isEqualTo(PartnersProblem.IDEMPOTENCY_KEY_NEEDED);
        assertThat(odd.code()).isEqualTo(PartnersProblem.IDEMPOTENCY_KEY_UNREADABLE);
    }

    @Test
    void a_twin_at_the_same_time_is_asked_to_come_again() throws Exception {
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> idempotency.once(viewer, "top-up", key, new TopUp(1, "EUR"), () -> {
                started.countDown();
                await(goOn);
                return work();
            }));
            started.await();

            var twin = catchThrowableOfType(
                    Refused.class, () -> idempotency.once(viewer, "top-up", key, new TopUp(1, "EUR"), this::work));
            goOn.countDown();

            assertThat(twin.code()).isEqualTo(PartnersProblem.REQUEST_IN_PROGRESS);
            assertThat(first.get().getStatusCode().value()).isEqualTo(201);
        }
        assertThat(worked).hasValue(1);
    }

    @Test
    void a_refused_request_may_be_repeated() {
        var refused = catchThrowableOfType(
                Refused.class,
                () -> idempotency.once(viewer, "top-up", key, new TopUp(5_000_000, "EUR"), () -> {
                    throw Refused.because(CommonProblem.CONFLICT);
                }));

        assertThat(refused.code()).isEqualTo(CommonProblem.CONFLICT);
        assertThat(topUp(5_000_000).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void answers_are_kept_for_a_day_and_forgotten_after_two() {
        topUp(5_000_000);

        clock.advance(Duration.ofHours(25));
        keptAnswers.forgetOld();
        topUp(5_000_000);
        assertThat(worked).hasValue(1);
        clock.advance(Duration.ofHours(24));
        keptAnswers.forgetOld();
        topUp(5_000_000);

        assertThat(worked).hasValue(2);
    }

    private ResponseEntity<Object> topUp(long micros) {
        return idempotency.once(viewer, "top-up", key, new TopUp(micros, "EUR"), this::work);
    }

    private ResponseEntity<Done> work() {
        return ResponseEntity.status(201).body(new Done(worked.incrementAndGet()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
