package ovation.ads;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.identity.Businesses.MemberRole;
import ovation.identity.Viewer;

/** Every object is reached through its business: what is not yours is not found. For the formats of this module's sub-packages too. */
@Component
public class Access implements Advertisers {

    private static final Set<MemberRole> READERS =
            Set.of(MemberRole.OPERATOR, MemberRole.ANALYST, MemberRole.FINANCE, MemberRole.ADMIN);
    private static final Set<MemberRole> EDITORS = Set.of(MemberRole.OPERATOR, MemberRole.ADMIN);
    private static final Set<MemberRole> PAYERS = Set.of(MemberRole.FINANCE, MemberRole.ADMIN);

    private final Businesses businesses;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Ads ads;

    Access(Businesses businesses, Campaigns campaigns, AdGroups adGroups, Ads ads) {
        this.businesses = businesses;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
    }

    @Override
    public Business toRead(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, READERS);
    }

    @Override
    public Business toEdit(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, EDITORS);
    }

    public Business toPay(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, PAYERS);
    }

    @Override
    public CampaignFacts campaignToSee(Viewer viewer, UUID id) {
        return facts(campaignToRead(viewer, id));
    }

    @Override
    public CampaignFacts campaignToChange(Viewer viewer, UUID id) {
        return facts(campaignToEdit(viewer, id));
    }

    private static CampaignFacts facts(Campaign campaign) {
        return new CampaignFacts(campaign.id(), campaign.business(), campaign.name(), campaign.currency());
    }

    Campaign campaignToRead(Viewer viewer, UUID id) {
        var campaign = campaigns.find(id).orElseThrow(Refused::notFound);
        toRead(viewer, campaign.business());
        return campaign;
    }

    Campaign campaignToEdit(Viewer viewer, UUID id) {
        var campaign = campaigns.find(id).orElseThrow(Refused::notFound);
        toEdit(viewer, campaign.business());
        return campaign;
    }

    AdGroup groupToRead(Viewer viewer, UUID id) {
        var group = adGroups.find(id).orElseThrow(Refused::notFound);
        campaignToRead(viewer, group.campaign());
        return group;
    }

    AdGroup groupToEdit(Viewer viewer, UUID id) {
        var group = adGroups.find(id).orElseThrow(Refused::notFound);
        campaignToEdit(viewer, group.campaign());
        return group;
    }

    Ad adToRead(Viewer viewer, UUID id) {
        var ad = ads.find(id).orElseThrow(Refused::notFound);
        groupToRead(viewer, ad.adGroup());
        return ad;
    }

    Ad adToEdit(Viewer viewer, UUID id) {
        var ad = ads.find(id).orElseThrow(Refused::notFound);
        groupToEdit(viewer, ad.adGroup());
        return ad;
    }
}
