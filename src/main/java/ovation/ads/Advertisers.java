package ovation.ads;

import java.util.UUID;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;

/** Who may see and change what of an advertiser, for the parts of ads that stand in packages of their own. */
public interface Advertisers {

    /** @throws ovation.base.Refused 404 for strangers, 403 for members without the role, as all of these */
    Business toRead(Viewer viewer, UUID business);

    Business toEdit(Viewer viewer, UUID business);

    CampaignFacts campaignToSee(Viewer viewer, UUID campaign);

    CampaignFacts campaignToChange(Viewer viewer, UUID campaign);

    record CampaignFacts(UUID id, UUID business, String name, String currency) {}
}
