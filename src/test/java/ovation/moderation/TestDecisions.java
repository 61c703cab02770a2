package ovation.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import ovation.base.SubjectRef;

/** Decides as a moderator does, for the tests of the modules above. */
public final class TestDecisions {

    private final BeanFactory beans;

    public TestDecisions(BeanFactory beans) {
        this.beans = beans;
    }

    public void decide(SubjectRef subject, boolean approved, @Nullable String reason) {
        var deciding = beans.getBean(Deciding.class);
        var open = deciding.history(subject).stream()
                .filter(past -> past.state().equals("open"))
                .findFirst()
                .orElseThrow();
        deciding.decide(UUID.randomUUID(), open.caseId(), new Deciding.Decision(approved, reason, ""));
    }
}
