package ovation.ads.buying;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.AdServing;
import ovation.ads.buying.SplitChoices.Choice;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/**
 * Split tests of creatives of one ad group, or of ad groups of one campaign: people are split by a hash, each sees one arm
 * only, and the arms are compared by people, never by impressions.
 */
@Service
class TestingSplits {

    /** Where a difference is called one. */
    static final double SIGNIFICANT = 0.05;

    private static final int MOST_ARMS = 5;

    private final Splits splits;
    private final Access access;
    private final AdServing serving;
    private final SplitChoices choices;
    private final JdbcClient jdbc;
    private final Clock clock;

    TestingSplits(Splits splits, Access access, AdServing serving, SplitChoices choices, JdbcClient jdbc, Clock clock) {
        this.splits = splits;
        this.access = access;
        this.serving = serving;
        this.choices = choices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param level {@code ad} or {@code group}
     * @param goal {@code click} or {@code view}
     * @param members two to five ads of one ad group, or ad groups; the first is compared with
     * @param equalBudgets whether ad groups get the mean of their budgets each
     */
    record NewSplit(
            @Nullable String name,
            @Nullable String level,
            @Nullable String goal,
            @Nullable List<UUID> members,
            @Nullable Boolean equalBudgets) {}

    /**
     * @param poster address of the clip's picture; null for an ad group
     * @param low and {@code high}: a plain 95 % interval of the rate
     */
    record ArmView(
            UUID member,
            String label,
            @Nullable String poster,
            long reached,
            long acted,
            double rate,
            double low,
            double high,
            double pValue) {}

    /** @param winner an arm that differs significantly and is the best; null if none does (yet) */
    record SplitView(
            UUID id,
            UUID campaign,
            String name,
            String level,
            String goal,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<ArmView> arms,
            @Nullable UUID winner) {}

    @Transactional
    SplitView start(Viewer viewer, UUID campaign, NewSplit form) {
        var ground = access.ground(viewer, Level.CAMPAIGN, campaign, true);
        var members = form.members() == null ? List.<UUID>of() : form.members();
        var name = form.name() == null || form.name().isBlank()
                ? "A/B"
                : form.name().strip();
        check(form, name, members);
        var level = String.valueOf(form.level());
        if (splits.lockAndTestBusy(campaign, members)) {
            throw Refused.because(BuyingProblem.SPLIT_MEMBER_TAKEN);
        }
        if (!belong(level, campaign, members)) {
            throw Refused.field("members", "not_of_campaign");
        }
        if (level.equals("group") && Boolean.TRUE.equals(form.equalBudgets())) {
            level(viewer, members, ground.currency());
        }
        var split = new Splits.Split(
                Ids.next(clock), campaign, name, level, String.valueOf(form.goal()), clock.instant(), null);
        splits.insert(split, viewer.person(), members);
        serving.changed();
        return view(split);
    }

    private static void check(NewSplit form, String name, List<UUID> members) {
        if (name.length() > 100) {
            throw Refused.field("name", "too_long");
        }
        if (!List.of("ad", "group").contains(String.valueOf(form.level()))) {
            throw Refused.field("level", "not_offered");
        }
        if (!List.of("click", "view").contains(String.valueOf(form.goal()))) {
            throw Refused.field("goal", "not_offered");
        }
        if (members.size() < 2
                || members.size() > MOST_ARMS
                || members.stream().distinct().count() < members.size()) {
            throw Refused.field("members", "two_to_five");
        }
    }

    /** Creatives compete within one ad group: else its budget and audience would be tested with them. */
    private boolean belong(String level, UUID campaign, List<UUID> members) {
        var sql = level.equals("ad")
                ? """
                  SELECT count(*) = :many AND count(DISTINCT a.ad_group) = 1 FROM ads_ad a JOIN ads_group g ON g.id = a.ad_group
                  WHERE a.id = ANY (CAST(:members AS uuid[])) AND g.campaign = :campaign
                  """
                : "SELECT count(*) = :many FROM ads_group WHERE id = ANY (CAST(:members AS uuid[])) AND campaign = :campaign";
        // primary keys
        return jdbc.sql(sql)
                .param("many", members.size())
                .param("members", members.toArray(UUID[]::new))
                .param("campaign", campaign)
                .query(Boolean.class)
                .single();
    }

    /** Each gets the mean; what does not divide goes to the first. */
    private void level(Viewer viewer, List<UUID> groups, String currency) {
        // primary key
        var budgets = jdbc.sql("SELECT budget_kind, budget_micros FROM ads_group WHERE id = ANY (CAST(:ids AS uuid[]))")
                .param("ids", groups.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getString("budget_kind"), row.getLong("budget_micros")))
                .list();
        if (budgets.stream().map(Map.Entry::getKey).distinct().count() > 1) {
            throw Refused.field("equalBudgets", "kinds_differ");
        }
        var sum = budgets.stream().mapToLong(Map.Entry::getValue).sum();
        for (var i = 0; i < groups.size(); i++) {
            var share = sum / groups.size() + (i == 0 ? sum % groups.size() : 0);
            serving.budget(viewer, groups.get(i), new Money(share, currency));
        }
    }

    @Transactional
    SplitView end(Viewer viewer, UUID id) {
        var split = splits.find(id).orElseThrow(Refused::notFound);
        access.ground(viewer, Level.CAMPAIGN, split.campaign(), true);
        if (split.endedAt() != null) {
            throw Refused.because(BuyingProblem.SPLIT_ENDED);
        }
        splits.end(id);
        serving.changed();
        return view(splits.find(id).orElseThrow());
    }

    SplitView result(Viewer viewer, UUID id) {
        var split = splits.find(id).orElseThrow(Refused::notFound);
        access.ground(viewer, Level.CAMPAIGN, split.campaign(), false);
        return view(split);
    }

    List<SplitView> of(Viewer viewer, UUID campaign) {
        access.ground(viewer, Level.CAMPAIGN, campaign, false);
        return splits.of(campaign).stream().map(this::view).toList();
    }

    private SplitView view(Splits.Split split) {
        var arms = splits.arms(split.id());
        var shown =
                choices.of(split.level(), arms.stream().map(Splits.Arm::member).toList());
        var best = arms.stream()
                .max(java.util.Comparator.comparingDouble(arm -> arm.counts().rate()))
                .orElseThrow();
        // If the first is the best, another must be significantly worse than it.
        var proof = best.number() == 0
                ? arms.stream().skip(1).allMatch(arm -> arm.pValue() <= SIGNIFICANT)
                : best.pValue() <= SIGNIFICANT;
        return new SplitView(
                split.id(),
                split.campaign(),
                split.name(),
                split.level(),
                split.goal(),
                split.startedAt(),
                split.endedAt(),
                arms.stream().map(arm -> view(arm, shown.get(arm.member()))).toList(),
                proof ? best.member() : null);
    }

    private static ArmView view(Splits.Arm arm, @Nullable Choice shown) {
        var counts = arm.counts();
        var half = AlwaysValid.halfWidth(counts);
        return new ArmView(
                arm.member(),
                shown == null ? "" : shown.name(),
                shown == null ? null : shown.poster(),
                arm.reached(),
                arm.acted(),
                counts.rate(),
                Math.max(0, counts.rate() - half),
                Math.min(1, counts.rate() + half),
                arm.pValue());
    }
}
