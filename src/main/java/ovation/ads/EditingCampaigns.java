package ovation.ads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Campaigns as people make and change them. */
@Service
class EditingCampaigns {

    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Ads ads;
    private final Budgets budgets;
    private final Publishing publishing;
    private final AdsSettings settings;

    EditingCampaigns(
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Ads ads,
            Budgets budgets,
            Publishing publishing,
            AdsSettings settings) {
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
        this.budgets = budgets;
        this.publishing = publishing;
        this.settings = settings;
    }

    /** @param lifetimeCap over all ad groups; null for none */
    record NewCampaign(
            @Nullable String name,
            @Nullable String objective,
            @Nullable Money lifetimeCap) {}

    /** What is null stays. @param state {@code active} to start a draft, {@code ended} to end it for good */
    record CampaignChange(
            @Nullable String name,
            @Nullable String objective,
            @Nullable Money lifetimeCap,
            @Nullable String state,
            @Nullable Integer version) {}

    @Transactional
    Campaign create(Viewer viewer, UUID businessId, NewCampaign form) {
        var business = access.toEdit(viewer, businessId);
        var inputs = new Inputs();
        var name = inputs.text("name", form.name(), 100);
        var objective = inputs.oneOf("objective", form.objective(), Inputs.OBJECTIVES);
        var cap = form.lifetimeCap() == null
                ? null
                : Long.valueOf(inputs.money(
                        "lifetimeCap", form.lifetimeCap(), business.currency(), settings.lowestBudgetMicros()));
        inputs.check();
        return campaigns.insert(businessId, name, objective, business.currency(), cap, viewer.person());
    }

    @Transactional
    Campaign change(Viewer viewer, UUID id, CampaignChange form) {
        var campaign = access.campaignToEdit(viewer, id);
        refuseEnded(campaign);
        var inputs = new Inputs();
        var name = form.name() == null ? campaign.name() : inputs.text("name", form.name(), 100);
        var objective = form.objective() == null
                ? campaign.objective()
                : inputs.oneOf("objective", form.objective(), Inputs.OBJECTIVES);
        var cap = campaign.lifetimeCapMicros();
        if (form.lifetimeCap() != null) {
            if (cap == null) {
                // What was spent before has not been counted against a cap.
                inputs.wrong("lifetimeCap", "only_at_creation");
            } else {
                cap = inputs.money(
                        "lifetimeCap", form.lifetimeCap(), campaign.currency(), settings.lowestBudgetMicros());
            }
        }
        var stage = form.state() == null
                ? campaign.stage()
                : inputs.oneOf("state", form.state(), java.util.List.of("active", "ended"));
        inputs.check();
        if (stage.equals("active") && campaign.stage().equals("draft")) {
            refuseIncomplete(campaign);
            publishing.started(viewer, campaign);
        }
        campaigns.update(new Campaign(
                id,
                campaign.business(),
                name,
                objective,
                stage,
                campaign.currency(),
                cap,
                campaign.createdAt(),
                campaign.pausedAt(),
                form.version() == null ? campaign.version() : form.version()));
        if (form.lifetimeCap() != null && cap != null) {
            budgets.changeCap(id, Budgets.LIFETIME, cap);
        }
        return campaigns.find(id).orElseThrow();
    }

    @Transactional
    void pause(Viewer viewer, UUID id) {
        refuseEnded(access.campaignToEdit(viewer, id));
        campaigns.pause(id, viewer.person());
    }

    @Transactional
    void resume(Viewer viewer, UUID id) {
        refuseEnded(access.campaignToEdit(viewer, id));
        campaigns.resume(id);
    }

    private void refuseIncomplete(Campaign campaign) {
        if (adGroups.of(campaign.id()).isEmpty()
                || ads.ofCampaign(campaign.id()).isEmpty()) {
            throw Refused.because(AdsProblem.CAMPAIGN_INCOMPLETE);
        }
    }

    static void refuseEnded(Campaign campaign) {
        if (campaign.stage().equals("ended")) {
            throw Refused.because(AdsProblem.CAMPAIGN_ENDED);
        }
    }
}
