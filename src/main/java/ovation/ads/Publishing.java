package ovation.ads;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** Drafts of ad groups and ads go live: an ad goes to review, an ad group may serve. */
@Service
class Publishing {

    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Ads ads;
    private final TargetingReview reviewing;

    Publishing(Access access, Campaigns campaigns, AdGroups adGroups, Ads ads, TargetingReview reviewing) {
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
        this.reviewing = reviewing;
    }

    /** With its ads. */
    @Transactional
    AdGroup group(Viewer viewer, UUID id) {
        var group = access.groupToEdit(viewer, id);
        var campaign = campaigns.find(group.campaign()).orElseThrow(Refused::notFound);
        EditingCampaigns.refuseEnded(campaign);
        if (group.draft()) {
            adGroups.update(group.published());
        }
        ads.of(id).forEach(ad -> submit(viewer, campaign, ad));
        campaigns.changed();
        return adGroups.find(id).orElseThrow();
    }

    @Transactional
    Ad ad(Viewer viewer, UUID id) {
        var ad = access.adToEdit(viewer, id);
        var group = adGroups.find(ad.adGroup()).orElseThrow(Refused::notFound);
        var campaign = campaigns.find(group.campaign()).orElseThrow(Refused::notFound);
        EditingCampaigns.refuseEnded(campaign);
        submit(viewer, campaign, ad);
        campaigns.changed();
        return ads.find(id).orElseThrow();
    }

    /** When a campaign starts: the drafts of ads in ad groups that are none themselves. */
    void started(Viewer viewer, Campaign campaign) {
        for (var group : adGroups.of(campaign.id())) {
            if (!group.draft()) {
                ads.of(group.id()).forEach(ad -> submit(viewer, campaign, ad));
            }
        }
    }

    private void submit(Viewer viewer, Campaign campaign, Ad ad) {
        if (ad.review().equals("draft")) {
            ads.update(ad.reviewed("in_review", "none", ""));
            reviewing.submit(viewer, campaign, ad);
        }
    }
}
