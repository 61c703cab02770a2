package ovation.ads.lift;

import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import ovation.ads.Access.CampaignFacts;

/** Lets tests of the auction see what the lift has. */
public final class LiftLook {

    private LiftLook() {}

    /** Half a second later. */
    public static void write(BeanFactory house) {
        house.getBean(Ghosts.class).write();
    }

    /** Kind, how many of the treated did it, how many of the control people. */
    public static List<String> outcomes(BeanFactory house, CampaignFacts campaign) {
        return house.getBean(LiftReports.class).of(campaign).outcomes().stream()
                .map(each -> each.kind() + " " + each.treatedDid() + " " + each.controlDid())
                .toList();
    }
}
