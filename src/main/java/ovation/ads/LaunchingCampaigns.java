package ovation.ads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** A whole campaign from the wizard: campaign, ad group and ad, on its way to review, all or nothing. */
@Service
class LaunchingCampaigns {

    private final EditingCampaigns campaigns;
    private final EditingAdGroups adGroups;
    private final EditingAds ads;

    LaunchingCampaigns(EditingCampaigns campaigns, EditingAdGroups adGroups, EditingAds ads) {
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
    }

    record Launch(
            EditingCampaigns.@Nullable NewCampaign campaign,
            EditingAdGroups.@Nullable AdGroupForm adGroup,
            EditingAds.@Nullable AdForm ad) {}

    @Transactional
    Campaign launch(Viewer viewer, UUID business, Launch launch) {
        if (launch.campaign() == null || launch.adGroup() == null || launch.ad() == null) {
            throw Refused.field(
                    launch.campaign() == null ? "campaign" : launch.adGroup() == null ? "adGroup" : "ad", "required");
        }
        var campaign = campaigns.create(viewer, business, launch.campaign());
        var group = adGroups.create(viewer, campaign.id(), launch.adGroup());
        ads.create(viewer, group.id(), launch.ad());
        return campaigns.change(
                viewer, campaign.id(), new EditingCampaigns.CampaignChange(null, null, null, "active", null));
    }
}
