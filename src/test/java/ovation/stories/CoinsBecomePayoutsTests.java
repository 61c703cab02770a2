package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.iban4j.CountryCode;
import org.iban4j.Iban;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Money;
import ovation.media.MediaStore;
import ovation.payments.sandbox.SandboxOperator;
import ovation.support.Authenticator;
import ovation.support.Browser;
import ovation.support.HouseBank;
import ovation.support.OvationTest;
import ovation.support.Until;
import ovation.videos.Clips;
import ovation.videos.Videos;
import tools.jackson.databind.JsonNode;

/**
 * A month of the house, through the public REST and the provider's own pages: fifty people buy coins, each request sent twice;
 * some are asked by their banks, some declined, some dispute, some want their money back. What they give becomes creators'
 * shares, is paid out by a file that two people make and release, and the month is closed. Then all who add up agree.
 */
@OvationTest
@TestPropertySource(
        properties = {
            "ovation.story=coins-become-payouts", // a database of its own
            "ovation.wallet.maturing-interval=200ms"
        })
class CoinsBecomePayoutsTests {

    private static final int PEOPLE = 50;
    private static final int CREATORS = 6;
    private static final Pattern PENNY = Pattern.compile("0\\.01 OVATION (\\d{6})");

    /** The bank of the last creator has closed his account. */
    private static final String CLOSED = "13";

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    MediaStore media;

    @Autowired
    Videos videos;

    @Autowired
    SandboxOperator company;

    private YearMonth month;
    private Partner stranger;
    private Partner frida;
    private Partner otto;
    private Authenticator ottosPhone;
    private LocalDate unread;

    private final List<Buyer> buyers = new ArrayList<>();
    private final List<Partner> creators = new ArrayList<>();
    private final List<UUID> clips = new ArrayList<>();

    /** How somebody pays, and what becomes of it. */
    private enum Way {
        AT_ONCE,
        CHALLENGED,
        CHALLENGE_FAILED,
        DECLINED,
        NO_FUNDS,
        DISPUTE_LOST,
        DISPUTE_LOST_UNSPENT,
        DISPUTE_WON,
        WITHDRAWN;

        static Way of(int number) {
            return switch (number) {
                case 37, 38, 39 -> CHALLENGE_FAILED;
                case 40, 41, 42 -> DECLINED;
                case 43, 44 -> NO_FUNDS;
                case 45 -> DISPUTE_LOST;
                case 46 -> DISPUTE_LOST_UNSPENT;
                case 47, 48 -> DISPUTE_WON;
                case 49 -> WITHDRAWN;
                default -> number < 20 ? AT_ONCE : CHALLENGED;
            };
        }

        boolean pays() {
            return this != CHALLENGE_FAILED && this != DECLINED && this != NO_FUNDS;
        }

        boolean spends() {
            return pays() && this != DISPUTE_LOST_UNSPENT && this != WITHDRAWN;
        }

        boolean lost() {
            return this == DISPUTE_LOST || this == DISPUTE_LOST_UNSPENT;
        }
    }

    private static final class Buyer {
        final Way way;
        final int slot;
        final Partner partner;
        String purchase = "";
        long thanked;
        long givenBack;
        Money refunded = Money.zero("EUR");

        Buyer(Way way, int slot, Partner partner) {
            this.way = way;
            this.slot = slot;
            this.partner = partner;
        }

        JsonNode look() {
            return partner.get("/api/v1/wallet/purchases/" + purchase);
        }
    }

    @Test
    void fifty_people_six_creators_two_of_finance_and_one_month() throws Exception {
        month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .plusMonths(1);
        unread = month.atDay(2);
        it_is(month.atDay(2));
        everybody_joins();
        creators.forEach(this::passes_the_gates);

        buyers.forEach(this::buys);
        buyers.forEach(this::gives_thanks);

        it_is(month.atDay(3));
        var disputes = new HashMap<Buyer, String>();
        for (var buyer : buyers) {
            if (buyer.way.lost() || buyer.way == Way.DISPUTE_WON) {
                disputes.put(buyer, company.openDispute(UUID.fromString(buyer.purchase)));
            }
        }
        disputes.keySet()
                .forEach(buyer -> Until.holds(() ->
                        buyer.partner.get("/api/v1/wallet").path("disputed").asLong() > 0));
        withdraws(buyers.get(49));
        withdraws(buyers.get(19));

        it_is(month.atDay(6));
        disputes.forEach((buyer, dispute) -> company.decideDispute(dispute, !buyer.way.lost()));
        disputes.keySet()
                .forEach(buyer -> Until.holds(() ->
                        buyer.partner.get("/api/v1/wallet").path("disputed").asLong() == 0));

        it_is(month.atDay(18));
        creators.forEach(creator -> Until.holds(
                () -> balance(creator).path("estimated").path("micros").asLong() == 0));
        var told = buyers_look();
        var paid = are_paid_by_file();

        var closing = month.plusMonths(1).atDay(4);
        to(closing);
        frida = stranger.signIn("frida");
        otto = stranger.signIn("otto");
        assertThat(frida.refused("/api/v1/finance/books/periods/" + month + "/close", Map.of()))
                .isEqualTo("period_held_up");
        reports_are_read(closing);
        var closed = frida.post("/api/v1/finance/books/periods/" + month + "/close", Map.of());
        assertThat(closed.path("hash").asString()).hasSize(64);

        everything_adds_up(told, paid);
        the_journals_agree("EUR");
        the_journals_agree(Money.COIN);
        var report = frida.post("/api/v1/finance/books/checks", Map.of());
        assertThat(report.path("breaks")).as(report.toString()).isEmpty();
        assertThat(report.path("lines")).as(report.toString()).isNotEmpty().allSatisfy(line -> assertThat(
                        line.path("failed").isMissingNode())
                .as(line.toString())
                .isTrue());
    }

    private void everybody_joins() throws Exception {
        stranger = Partner.stranger(port, false);
        frida = staff("frida");
        otto = staff("otto");
        ottosPhone = enrols(otto);
        var joining = new ArrayList<Future<Partner>>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, PEOPLE)
                    .forEach(i -> joining.add(
                            pool.submit(() -> stranger.join("buyer" + i, (1960 + i % 40) + "-06-15", "DE"))));
        }
        for (var i = 0; i < PEOPLE; i++) {
            buyers.add(new Buyer(Way.of(i), 4 + i % 3, joining.get(i).get()));
        }
        for (var i = 0; i < CREATORS; i++) {
            creators.add(stranger.join("creator" + i, "1990-02-03", "DE"));
            var id = people.byHandle("creator" + i).orElseThrow().id();
            var asset = media.adopt(id, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
            clips.add(videos.publish(
                    id, new Videos.NewVideo(asset.id(), "A quiet lake", null, null, true, false, false)));
        }
    }

    private Partner staff(String handle) {
        var partner = stranger.join(handle, "1985-01-01", "DE");
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.FINANCE);
        return partner;
    }

    private Authenticator enrols(Partner partner) {
        var phone = new Authenticator(partner.post("/api/v1/me/second-factor/enrolment", Map.of())
                .path("key")
                .asString());
        partner.put(
                "/api/v1/me/second-factor/enrolment",
                Map.of("password", Partner.PASSWORD, "code", phone.code(clock.instant())));
        return phone;
    }

    private void passes_the_gates(Partner creator) {
        var number = creators.indexOf(creator);
        var name = "Creator Number " + (char) ('A' + number);
        enrols(creator);
        creator.put(
                "/api/v1/payouts/identity",
                Map.of("legalName", name, "street", "Weg 1", "postalCode", "50667", "city", "Köln", "country", "DE"));
        creator.post(
                "/api/v1/payouts/tax-forms",
                Map.of(
                        "kind",
                        "W8BEN",
                        "name",
                        name,
                        "classification",
                        "DE",
                        "country",
                        "DE",
                        "treaty",
                        false,
                        "signedName",
                        name));
        var iban = new Iban.Builder()
                .countryCode(CountryCode.DE)
                .bankCode("37040044")
                .accountNumber("0532013%s%s".formatted(number, number == CREATORS - 1 ? CLOSED : "00"))
                .build();
        creator.put("/api/v1/payouts/method", Map.of("kind", "IBAN", "account", iban.toString()));
        var penny = PENNY.matcher(creator.text("/desk/creator/payouts"));
        assertThat(penny.find()).isTrue();
        creator.post("/api/v1/payouts/method/verification", Map.of("code", penny.group(1)));
    }

    /** Twice, and once more at the provider's page where there is one. */
    private void buys(Buyer buyer) {
        var nervous = buyer.partner.nervous();
        var pack = nervous.get("/api/v1/wallet/packs").path("items").get(buyer.slot - 1);
        var method =
                switch (buyer.way) {
                    case AT_ONCE -> "sandbox_approve";
                    case DECLINED -> "sandbox_decline";
                    default -> "page";
                };
        var purchase = nervous.post(
                "/api/v1/wallet/purchases",
                Map.of("pack", pack.path("id").asString(), "method", method, "consent", true));
        buyer.purchase = purchase.path("id").asString();
        if (method.equals("page")) {
            pays(buyer, URI.create(purchase.path("url").asString()).getPath());
        }
        var state = buyer.way.pays() ? "paid" : "declined";
        Until.holds(() -> buyer.look().path("state").asString().equals(state));
    }

    private void pays(Buyer buyer, String page) {
        var browser = new Browser(port);
        switch (buyer.way) {
            case CHALLENGED, CHALLENGE_FAILED -> {
                browser.post(page, page + "/card", Map.of("card", "CHALLENGE"));
                var passed = Boolean.toString(buyer.way == Way.CHALLENGED);
                browser.post(page, page + "/challenge", Map.of("passed", passed));
                browser.post(page, page + "/challenge", Map.of("passed", passed));
            }
            case NO_FUNDS -> browser.post(page, page + "/card", Map.of("card", "INSUFFICIENT_FUNDS"));
            default -> browser.post(page, page + "/approve", Map.of());
        }
    }

    /** Some of the small packs to the last paid coin and a few of the bonus, the others a part. */
    private void gives_thanks(Buyer buyer) {
        if (!buyer.way.pays()) {
            var answer = buyer.partner.refused("/api/v1/videos/" + clips.getFirst() + "/thanks", Map.of("coins", 10));
            assertThat(answer).isEqualTo("not_enough_coins");
        }
        if (!buyer.way.spends()) {
            return;
        }
        for (var clip : clips) {
            thanks(buyer, clip, 200);
            if (buyer.slot > 4) {
                thanks(buyer, clip, 200);
            }
        }
        if (buyer.slot == 4) {
            thanks(buyer, clips.getFirst(), 200);
            IntStream.range(0, 3).forEach(i -> thanks(buyer, clips.get(1), 50));
        }
    }

    private void thanks(Buyer buyer, UUID clip, int coins) {
        var partner = clip.equals(clips.getFirst()) ? buyer.partner.nervous() : buyer.partner;
        partner.post("/api/v1/videos/" + clip + "/thanks", Map.of("coins", coins));
        buyer.thanked += coins;
    }

    private void withdraws(Buyer buyer) {
        var path = "/api/v1/wallet/purchases/" + buyer.purchase + "/refund";
        var quote = buyer.partner.get(path);
        var refund = buyer.partner
                .nervous()
                .post(path, Map.of("coins", quote.path("coins").asLong()));
        Until.holds(() -> buyer.partner
                .get("/api/v1/wallet/refunds/" + refund.path("id").asString())
                .path("state")
                .asString()
                .equals("refunded"));
        buyer.refunded = money(refund.path("amount"));
        buyer.givenBack =
                refund.path("coins").asLong() + refund.path("bonusCoins").asLong();
    }

    /** @return what has left */
    private Money are_paid_by_file() {
        var made = frida.nervous().post("/api/v1/finance/payouts/batches", Map.of("currency", "EUR", "rail", "BANK"));
        var batch = "/api/v1/finance/payouts/batches/"
                + made.path("batch").path("id").asString();
        assertThat(made.path("lines")).hasSize(CREATORS);
        assertThat(frida.refused(batch + "/release", Map.of())).isNotEmpty();
        assertThat(otto.refused(batch + "/release", Map.of())).isEqualTo("step_up_needed");
        otto.post("/api/v1/me/second-factor/step-up", Map.of("code", ottosPhone.code(clock.instant())));
        otto.nervous().post(batch + "/release", Map.of());

        var file = otto.text(batch + "/pain001");
        assertThat(HouseBank.orders(file)).hasSize(CREATORS).allSatisfy(order -> assertThat(order.currency())
                .isEqualTo("EUR"));
        assertThat(HouseBank.orders(file).stream()
                        .map(order -> new BigDecimal(order.amount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum(made.path("lines"), "net").decimal());
        var answer = HouseBank.answer(file, CLOSED, clock.instant());
        var report = otto.postXml("/api/v1/finance/payouts/status-files", answer);
        assertThat(report.path("changed").asInt()).isEqualTo(CREATORS);
        var again = frida.postXml("/api/v1/finance/payouts/status-files", answer);
        assertThat(again.path("changed").asInt()).isZero();
        assertThat(again.path("again").asBoolean()).isTrue();

        var states = new TreeMap<String, Integer>();
        var paid = Money.zero("EUR");
        for (var line : frida.get(batch).path("lines")) {
            states.merge(line.path("state").asString(), 1, Integer::sum);
            if (line.path("state").asString().equals("PAID")) {
                paid = paid.plus(money(line.path("net")));
            }
        }
        assertThat(states).containsExactlyInAnyOrderEntriesOf(Map.of("PAID", CREATORS - 1, "REJECTED", 1));
        assertThat(balance(creators.getFirst()).path("paid").path("micros").asLong())
                .isPositive();
        assertThat(balance(creators.getLast()).path("available").path("micros").asLong())
                .isPositive();
        return paid;
    }

    /** What the buyers have been told. */
    private record Told(
            Money bought, Money refunded, Money lost, long coins, long inWallets, long thanked, long takenBack) {

        Money kept() {
            return bought.minus(refunded).minus(lost);
        }
    }

    private Told buyers_look() {
        var bought = Money.zero("EUR");
        var lost = Money.zero("EUR");
        var refunded = Money.zero("EUR");
        long coins = 0;
        long inWallets = 0;
        long thanked = 0;
        long takenBack = 0;
        for (var buyer : buyers) {
            inWallets += buyer.partner.get("/api/v1/wallet").path("usable").asLong();
            if (!buyer.way.pays()) {
                continue;
            }
            var purchase = buyer.look();
            var issued = purchase.path("coins").asLong()
                    + purchase.path("bonusCoins").asLong();
            bought = bought.plus(money(purchase.path("price")));
            refunded = refunded.plus(buyer.refunded);
            coins += issued;
            thanked += buyer.thanked;
            takenBack += buyer.givenBack;
            if (buyer.way.lost()) {
                lost = lost.plus(money(purchase.path("price")));
                takenBack += issued - buyer.thanked;
            }
        }
        return new Told(bought, refunded, lost, coins, inWallets, thanked, takenBack);
    }

    /** Everything that people, the provider and the bank were told, against the books. */
    private void everything_adds_up(Told told, Money paid) {
        var coin = TrialBalance.of(frida, Money.COIN, null);
        assertThat(told.inWallets())
                .isEqualTo(told.coins() - told.thanked() - told.takenBack())
                .isPositive();
        assertThat(coin.credit("COIN_WALLET")).isEqualTo(told.inWallets());
        assertThat(coin.credit("COIN_SPENT")).isEqualTo(told.thanked());
        assertThat(coin.credit("COIN_ISSUED")).isEqualTo(told.takenBack() - told.coins());

        var eur = TrialBalance.of(frida, "EUR", null);
        for (var clearing : List.of(
                "PROVIDER_CLEARING",
                "REFUND_CLEARING",
                "DISPUTE_CLEARING",
                "RECONCILIATION_DIFFERENCE",
                "PAYOUT_CLEARING",
                "CREATOR_ESTIMATED")) {
            assertThat(eur.credit(clearing)).as(clearing).isZero();
        }
        assertThat(told.kept().minus(paid).micros())
                .as("what came in and did not go out is in the bank, or the provider's")
                .isEqualTo(eur.debit("BANK") + eur.debit("PROVIDER_FEES"));
        assertThat(told.kept().micros())
                .as("bought = deferred + earned + taxes + what went back")
                .isEqualTo(eur.credit("COIN_DEFERRED_REVENUE")
                        + eur.credit("COIN_REVENUE")
                        + eur.credit("SALES_TAX_PAYABLE")
                        + eur.credit("ROUNDING")
                        - eur.debit("CHARGEBACK_LOSS")
                        - eur.debit("PERSON_OWES"));
        assertThat(eur.debit("CREATOR_SHARE_COST") + eur.debit("PROMOTION_COST"))
                .as("what creators cost is theirs, or was paid to them")
                .isEqualTo(eur.credit("CREATOR_AVAILABLE") + eur.credit("WITHHOLDING_TAX_PAYABLE") + paid.micros())
                .isPositive();
        assertThat(eur.debit("PROMOTION_COST")).isPositive();
        assertThat(eur.credit("COIN_DEFERRED_REVENUE")).isPositive();
    }

    private void the_journals_agree(String currency) throws Exception {
        var last = month.atEndOfMonth();
        var path = "/api/v1/finance/books/books.journal?currency=" + currency;
        for (var each : Map.of(
                        path,
                        TrialBalance.of(frida, currency, null),
                        path + "&month=" + month,
                        TrialBalance.of(frida, currency, last))
                .entrySet()) {
            var journal = frida.text(each.getKey());
            var standing = each.getValue().standing();
            assertThat(standing).isNotEmpty();
            assertThat(Journal.added(journal)).isEqualTo(standing);
            if (Journal.hledger().isPresent()) {
                assertThat(Journal.readBy(Journal.hledger().get(), journal)).isEqualTo(standing);
            }
        }
    }

    private void it_is(LocalDate day) {
        to(day);
        reports_are_read(day);
    }

    private void to(LocalDate day) {
        clock.advance(Duration.between(clock.instant(), day.atTime(9, 0).toInstant(ZoneOffset.UTC)));
    }

    /** The provider's reports of all days that are over, each twice. */
    private void reports_are_read(LocalDate today) {
        for (; unread.isBefore(today); unread = unread.plusDays(1)) {
            var day =
                    frida.nervous().post("/api/v1/finance/payments/reconciliations", Map.of("day", unread.toString()));
            assertThat(day.path("matched").asInt()).isEqualTo(day.path("lines").asInt());
        }
    }

    private static JsonNode balance(Partner creator) {
        return creator.get("/api/v1/payouts").path("balances").get(0);
    }

    private static Money sum(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(each -> money(each.path(field)))
                .reduce(Money.zero("EUR"), Money::plus);
    }

    private static Money money(JsonNode node) {
        return new Money(node.path("micros").asLong(), node.path("currency").asString());
    }
}
