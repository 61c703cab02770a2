package ovation.finance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.identity.Businesses;
import ovation.identity.People;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;

/** Whose an account is, in words: accounts know ids only. */
@Component
class BooksOwners {

    private static final int SHORT = 8;

    private final People people;
    private final Businesses businesses;

    BooksOwners(People people, Businesses businesses) {
        this.people = people;
        this.businesses = businesses;
    }

    /** @return a name for each owner; empty for the house, a date for a day, a part of the id for who is gone */
    Map<UUID, String> names(List<Account> accounts) {
        var names = new HashMap<UUID, String>();
        var unknown = new ArrayList<UUID>();
        for (var account : accounts) {
            var owner = account.owner();
            if (owner.equals(Account.PLATFORM)) {
                names.put(owner, "");
            } else if (account.kind() == AccountKind.AD_REVENUE_UNSETTLED) {
                names.put(
                        owner,
                        LocalDate.ofEpochDay(owner.getLeastSignificantBits()).toString());
            } else if (account.kind() == AccountKind.ADVERTISER_PREPAID
                    || account.kind() == AccountKind.ADVERTISER_RESERVED) {
                names.put(
                        owner,
                        businesses
                                .find(owner)
                                .map(Businesses.Business::name)
                                .orElse(owner.toString().substring(0, SHORT)));
            } else {
                unknown.add(owner);
            }
        }
        var cards = people.cards(unknown);
        for (var owner : unknown) {
            var card = cards.get(owner);
            names.put(owner, card == null ? owner.toString().substring(0, SHORT) : "@" + card.handle());
        }
        return names;
    }

    String name(Account account) {
        return names(List.of(account)).getOrDefault(account.owner(), "");
    }
}
