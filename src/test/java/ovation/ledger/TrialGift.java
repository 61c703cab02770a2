package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import ovation.base.Ids;
import ovation.base.SubjectRef;

/** A gift of the trials. All of it follows from its id, so that anybody can send it again. */
record TrialGift(UUID id) {

    static final String KIND = "trial.gift";
    static final long WEALTH = 20_000;
    private static final int FANS = 40;
    private static final UUID CREATOR = new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0001L);

    static TrialGift now() {
        return new TrialGift(Ids.at(Instant.now()));
    }

    /** The wallets' first money, so that some gifts find too little later. */
    static List<Transfer> opening(Instant at) {
        return IntStream.range(0, FANS)
                .mapToObj(number -> Transfer.between(
                        Ids.of(at, "trial/opening/" + number),
                        "trial.opening",
                        SubjectRef.person(fan(number)),
                        at,
                        Account.platform(AccountKind.PROVIDER_CLEARING, "EUR"),
                        wallet(number),
                        new Money(WEALTH, "EUR")))
                .toList();
    }

    Transfer transfer() {
        var random = new Random(id.getLeastSignificantBits());
        var wallet = wallet(random.nextInt(FANS));
        var amount = 3 + random.nextInt(40);
        var creators = amount / 2;
        return new Transfer(
                id,
                KIND,
                SubjectRef.person(CREATOR),
                Ids.instantOf(id),
                List.of(
                        new Leg(wallet, -amount),
                        new Leg(new Account(AccountKind.CREATOR_ESTIMATED, CREATOR, "EUR"), creators),
                        new Leg(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), amount - creators)));
    }

    private static Account wallet(int number) {
        return new Account(AccountKind.ADVERTISER_PREPAID, fan(number), "EUR");
    }

    private static UUID fan(int number) {
        return new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_1000L + number);
    }
}
