package ovation.ads.goal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an ad group wants and how it bids for it.
 *
 * @param event the conversion that is bid for, for example {@code purchase}; empty if the billed event itself is
 * @param roasPercent value wanted for each hundred spent; 0 unless the strategy is {@link Strategy#TARGET_ROAS}
 */
public record Goal(Strategy strategy, String event, int roasPercent) {

    public static final Goal NONE = new Goal(Strategy.BID_CAP, "", 0);

    /** A cost cap's single bid is at most so many per cent of the cap; their average is at most the cap. */
    public static final int STRETCH_PERCENT = 150;

    private static final Pattern EVENT = Pattern.compile("[a-z][a-z0-9_]{1,39}");
    private static final int LOWEST_ROAS_PERCENT = 10;
    private static final int HIGHEST_ROAS_PERCENT = 100_000;

    /**
     * What is null stays as it was.
     *
     * @param strategy code of a {@link Strategy}
     * @param event which conversion is bid for; with billing {@code OCPM} only, and there always
     * @param targetRoasPercent 400 for four euros of orders for each euro spent; with {@code target_roas} only
     */
    public record GoalForm(
            @Nullable String strategy,
            @Nullable String event,
            @Nullable Integer targetRoasPercent) {}

    public static boolean isEvent(String name) {
        return EVENT.matcher(name).matches();
    }

    /**
     * Reads and checks the combination: CPM is bid for by lowest cost or bid cap, CPC and CPV also by cost cap, oCPM by all.
     *
     * @param billing name of what is billed
     * @param planned whether the budget is spread over a plan: smooth, and daily or with an end
     * @param wrong told of each field that is wrong and why
     */
    public static Goal read(
            @Nullable GoalForm form, Goal before, String billing, boolean planned, BiConsumer<String, String> wrong) {
        var conversions = billing.equals("OCPM");
        var strategy = form == null || form.strategy() == null ? before.strategy() : strategy(form.strategy(), wrong);
        if (!allowed(billing).contains(strategy)) {
            wrong.accept("strategy", "strategy_not_with_billing");
        }
        if (strategy.needsPlan() && !planned) {
            wrong.accept("pacing", "strategy_needs_plan");
        }
        var event = form == null || form.event() == null ? before.event() : form.event();
        if (!conversions) {
            if (form != null && form.event() != null && !form.event().isEmpty()) {
                wrong.accept("event", "only_with_ocpm");
            }
            event = "";
        } else if (event.isEmpty()) {
            wrong.accept("event", "required");
        } else if (!isEvent(event)) {
            wrong.accept("event", "event_name_invalid");
        }
        return new Goal(strategy, event, roas(form, before, strategy, wrong));
    }

    private static int roas(@Nullable GoalForm form, Goal before, Strategy strategy, BiConsumer<String, String> wrong) {
        var given = form == null ? null : form.targetRoasPercent();
        if (strategy != Strategy.TARGET_ROAS) {
            if (given != null) {
                wrong.accept("targetRoasPercent", "only_with_target_roas");
            }
            return 0;
        }
        var percent = given == null ? before.roasPercent() : given;
        if (percent == 0) {
            wrong.accept("targetRoasPercent", "required");
        } else if (percent < LOWEST_ROAS_PERCENT || percent > HIGHEST_ROAS_PERCENT) {
            wrong.accept("targetRoasPercent", "out_of_range");
        }
        return percent;
    }

    private static Strategy strategy(String code, BiConsumer<String, String> wrong) {
        return Arrays.stream(Strategy.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseGet(() -> {
                    wrong.accept("strategy", "not_offered");
                    return Strategy.BID_CAP;
                });
    }

    private static Set<Strategy> allowed(String billing) {
        return switch (billing) {
            case "CPM" -> EnumSet.of(Strategy.LOWEST_COST, Strategy.BID_CAP);
            case "CPC", "CPV" -> EnumSet.of(Strategy.LOWEST_COST, Strategy.BID_CAP, Strategy.COST_CAP);
            default -> EnumSet.allOf(Strategy.class);
        };
    }

    /**
     * The truthful bid for a result.
     *
     * @param bidMicros as the advertiser gave it: a cap, or with a target return what an order is usually worth
     * @param orderMicros what an order of this ad group is worth as far as was learned
     */
    public long truthfulMicros(long bidMicros, long orderMicros) {
        return switch (strategy) {
            case LOWEST_COST, BID_CAP -> bidMicros;
            case COST_CAP -> bidMicros * STRETCH_PERCENT / 100;
            case TARGET_ROAS -> Math.max(1, orderMicros * 100 / Math.max(1, roasPercent));
        };
    }
}
