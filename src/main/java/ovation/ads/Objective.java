package ovation.ads;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a campaign is for, and what can be paid for under it; the first is what the wizard presets. */
enum Objective {
    TRAFFIC(Billing.CPC, Billing.CPM, Billing.OCPM),
    REACH(Billing.CPM),
    VIDEO_VIEWS(Billing.CPV, Billing.CPM),
    ENGAGEMENT(Billing.CPM, Billing.CPC, Billing.CPV),
    APP(Billing.CPC, Billing.CPM, Billing.OCPM),
    CONVERSIONS(Billing.OCPM, Billing.CPC, Billing.CPM),
    PRODUCT_SALES(Billing.OCPM, Billing.CPC, Billing.CPM);

    private final List<Billing> billings;

    Objective(Billing... billings) {
        this.billings = List.of(billings);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order of offering. */
    List<Billing> billings() {
        return billings;
    }

    boolean offers(Billing billing) {
        return billings.contains(billing);
    }

    static Objective of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Objective::code).toList();
    }
}
