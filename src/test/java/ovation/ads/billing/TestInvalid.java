package ovation.ads.billing;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import ovation.base.Ids;

/** Invalid traffic as the tests of ads find it. */
public final class TestInvalid {

    private final ApplicationContext context;

    public TestInvalid(ApplicationContext context) {
        this.context = context;
    }

    /** All that somebody was shown in the last weeks was invalid. */
    public void find(UUID viewer) {
        var clock = context.getBean(Clock.class);
        var now = clock.instant();
        context.getBean(InvalidMarks.class)
                .insert(
                        new InvalidMarks.Mark(
                                Ids.next(clock),
                                viewer,
                                null,
                                "a farm of phones",
                                now.minus(Duration.ofDays(30)),
                                now,
                                now),
                        UUID.randomUUID());
    }

    public void credit() {
        context.getBean(CreditingInvalid.class).creditOpen();
    }
}
