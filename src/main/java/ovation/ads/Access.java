package ovation.ads;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.identity.Businesses.MemberRole;
import ovation.identity.Viewer;

/** Every object is reached through its business: what is not yours is not found. For this module's sub-packages too, and by its name for templates. */
@Component("adsAccess")
public class Access {

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

    /** Where something can be set. */
    public enum Level {
        AD,
        GROUP,
        CAMPAIGN,
        BUSINESS
    }

    /** @param campaign null for a business @param group of an ad, and the group itself; else null */
    public record Ground(
            UUID business,
            @Nullable UUID campaign,
            @Nullable UUID group,
            String currency) {}

    /** Of a campaign, what other packages need. */
    public record CampaignFacts(UUID id, UUID business, String name, String currency) {}

    /** What an object stands on. @throws Refused 404 for what is not the viewer's */
    public Ground ground(Viewer viewer, Level level, UUID id, boolean toEdit) {
        var group =
                switch (level) {
                    case AD -> ads.find(id).orElseThrow(Refused::notFound).adGroup();
                    case GROUP -> id;
                    case CAMPAIGN, BUSINESS -> null;
                };
        var campaign = group != null
                ? adGroups.find(group).orElseThrow(Refused::notFound).campaign()
                : level == Level.CAMPAIGN ? id : null;
        var business = campaign == null
                ? id
                : campaigns.find(campaign).orElseThrow(Refused::notFound).business();
        var found = toEdit ? toEdit(viewer, business) : toRead(viewer, business);
        return new Ground(business, campaign, group, found.currency());
    }

    public Business toRead(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, READERS);
    }

    public Business toEdit(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, EDITORS);
    }

    public Business toPay(Viewer viewer, UUID business) {
        return businesses.asMember(viewer.person(), business, PAYERS);
    }

    /** Whether to offer what changes something. For templates, which show only what one may do. */
    public boolean mayEdit(Viewer viewer, UUID business) {
        return may(viewer, business, EDITORS);
    }

    /** Whether to offer what is about money. For templates. */
    public boolean mayPay(Viewer viewer, UUID business) {
        return may(viewer, business, PAYERS);
    }

    private boolean may(Viewer viewer, UUID business, Set<MemberRole> roles) {
        try {
            businesses.asMember(viewer.person(), business, roles);
            return true;
        } catch (Refused inAnotherRole) {
            return false;
        }
    }

    public CampaignFacts campaignToSee(Viewer viewer, UUID id) {
        return facts(campaignToRead(viewer, id));
    }

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
