package ovation.ads.guarantee;

import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** The guarantee as the tests of ads use it. */
public final class TestGuarantee {

    private final ApplicationContext context;

    public TestGuarantee(ApplicationContext context) {
        this.context = context;
    }

    public void judge() {
        context.getBean(KeepingGuarantees.class).judge();
    }

    /** The newest first: period, verdict and what was given back. */
    public List<String> verdicts(UUID campaign) {
        return context.getBean(Guarantees.class).of(campaign).stream()
                .map(row ->
                        row.period() + " " + row.verdict() + " " + row.credit().micros())
                .toList();
    }

    /** By what the results of each verdict were known, the newest first. */
    public List<String> evidence(UUID campaign) {
        return context.getBean(Guarantees.class).of(campaign).stream()
                .map(Guarantees.Row::evidence)
                .toList();
    }

    /** Ad groups that were given back more than they had cost. */
    public List<String> breaks() {
        return context.getBean(GuaranteesTieOut.class).check().stream()
                .map(Object::toString)
                .toList();
    }
}
