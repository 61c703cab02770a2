package ovation.ads;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.attention.Exposure;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;

@Component
class ServingChanges implements AdServing {

    private final Campaigns campaigns;
    private final Ads ads;
    private final AdGroups adGroups;
    private final EditingAdGroups editing;
    private final Portraits portraits;

    ServingChanges(Campaigns campaigns, Ads ads, AdGroups adGroups, EditingAdGroups editing, Portraits portraits) {
        this.campaigns = campaigns;
        this.ads = ads;
        this.adGroups = adGroups;
        this.editing = editing;
        this.portraits = portraits;
    }

    @Override
    public void changed() {
        campaigns.changed();
    }

    @Override
    public void listsChanged() {
        portraits.listsChanged();
    }

    @Override
    public void budget(Viewer viewer, UUID adGroup, Money amount) {
        var version = adGroups.find(adGroup).orElseThrow(Refused::notFound).version();
        editing.change(
                viewer,
                adGroup,
                new AdGroupForm(
                        null, null, amount, null, null, null, null, null, null, null, null, null, null, version));
    }

    @Override
    public Optional<Shown> shown(Exposure exposure) {
        return Claim.decode(exposure.claim()).map(claim -> new Shown(claim.ad(), claim.adGroup()));
    }

    @Override
    public boolean isView(int watchedMillis, int durationMillis) {
        return Billing.isView(watchedMillis, durationMillis);
    }

    @Override
    public void backInReview(UUID ad) {
        var found = ads.find(ad).orElseThrow(Refused::notFound);
        ads.update(found.reviewed("in_review", "none", ""));
    }
}
