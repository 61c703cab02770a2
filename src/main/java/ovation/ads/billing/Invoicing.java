package ovation.ads.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.account.BillingAccounts;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/**
 * Makes the documents of months that are over: an invoice of what was delivered, a credit note of what was credited, each with its
 * tax posted; and a receipt of each top-up at once. A document, its number and its posting commit together.
 */
@Service
class Invoicing {

    private static final Logger log = LoggerFactory.getLogger(Invoicing.class);
    private static final Set<String> UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");
    private static final int STATEMENT_PART = 100;

    private final BilledMonths months;
    private final Documents documents;
    private final Businesses businesses;
    private final BillingAccounts accounts;
    private final Ledger ledger;
    private final BillingSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Invoicing(
            BilledMonths months,
            Documents documents,
            Businesses businesses,
            BillingAccounts accounts,
            Ledger ledger,
            BillingSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.months = months;
        this.documents = documents;
        this.businesses = businesses;
        this.accounts = accounts;
        this.ledger = ledger;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void issueDue() {
        for (var business : businesses.all(months.businesses())) {
            try {
                issueDue(business);
            } catch (RuntimeException later) {
                log.error("The documents of {} could not be made now", business.id(), later);
            }
        }
    }

    /** All that is due; nothing if everything is there. */
    void issueDue(Business business) {
        while (issueNext(business, "invoice") || issueNext(business, "credit_note")) {
            // each in a transaction of its own
        }
        receiptTopUps(business);
    }

    private boolean issueNext(Business business, String kind) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            // Of two nodes one waits here, and finds the other's document.
            var series = series(kind, clock.instant());
            var from = documents.lastEnd(business.id(), kind).orElse(Instant.EPOCH);
            var invoice = kind.equals("invoice");
            var first = invoice ? months.firstCharge(business.id(), from) : months.firstCredit(business.id(), from);
            var zone = accounts.of(business).timeZone();
            var end = first.map(at -> endOfMonth(at, zone))
                    .filter(at -> !clock.instant().isBefore(at.plus(settings.invoiceAfter())));
            if (end.isEmpty()) {
                return false;
            }
            var begins = from.equals(Instant.EPOCH) ? startOfMonth(first.orElseThrow(), zone) : from;
            var lines = invoice
                    ? months.charges(business.id(), business.currency(), begins, end.get())
                    : months.credits(business.id(), business.currency(), begins, end.get());
            var document = document(business, kind, series, begins, end.get(), lines, null);
            postTax(document);
            return true;
        }));
    }

    private static Instant endOfMonth(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    private static Instant startOfMonth(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone)).atDay(1).atStartOfDay(zone).toInstant();
    }

    /** A series goes by the year in which the house issues: UTC. */
    private static String series(String kind, Instant now) {
        var letters =
                switch (kind) {
                    case "invoice" -> "INV";
                    case "credit_note" -> "CN";
                    default -> "TR";
                };
        return letters + "-"
                + YearMonth.from(now.atZone(java.time.ZoneOffset.UTC)).getYear();
    }

    private Document document(
            Business business,
            String kind,
            String series,
            Instant from,
            Instant to,
            List<Document.Line> lines,
            @Nullable UUID transfer) {
        var account = accounts.of(business);
        var gross = lines.stream().map(Document.Line::gross).reduce(Money.zero(business.currency()), Money::plus);
        var rule = transfer == null ? rule(account.country(), account.vatId()) : "none";
        var percent = rule.equals("domestic") ? settings.vatPercent() : BigDecimal.ZERO;
        var net = net(gross, percent);
        var seq = documents.next(series);
        var document = new Document(
                Ids.next(clock),
                business.id(),
                kind,
                series + "-" + String.format(Locale.ROOT, "%06d", seq),
                from,
                to,
                account.timeZone(),
                clock.instant(),
                net,
                gross.minus(net),
                gross,
                percent,
                rule,
                settings.seller(),
                settings.sellerVatId(),
                account.address(),
                account.vatId(),
                transfer,
                List.copyOf(lines));
        documents.insert(document, series, seq);
        return document;
    }

    /** Where the customer is, decides (Art. 44 and 196 of Directive 2006/112/EC); who tells no country is taken for domestic. */
    private String rule(String country, String vatId) {
        if (country.isEmpty() || country.equals(settings.sellerCountry())) {
            return "domestic";
        }
        if (!UNION.contains(country)) {
            return "outside";
        }
        return vatId.isEmpty() ? "domestic" : "reverse_charge";
    }

    /** The tax is in the amount; rounded half up to a micro once. */
    static Money net(Money gross, BigDecimal percent) {
        var hundred = BigDecimal.valueOf(100);
        var micros = BigDecimal.valueOf(gross.micros())
                .multiply(hundred)
                .divide(hundred.add(percent), 0, RoundingMode.HALF_UP);
        return new Money(micros.longValueExact(), gross.currency());
    }

    private void postTax(Document document) {
        if (document.vat().isZero()) {
            return;
        }
        var currency = document.vat().currency();
        var revenue = Account.platform(AccountKind.AD_REVENUE_PLATFORM, currency);
        var owed = Account.platform(AccountKind.SALES_TAX_PAYABLE, currency);
        var invoice = document.kind().equals("invoice");
        ledger.post(new Transfer(
                        document.id(),
                        invoice ? "ads.vat" : "ads.vat_back",
                        new SubjectRef("ad_document", document.id()),
                        document.issuedAt(),
                        List.of(
                                Leg.debit(invoice ? revenue : owed, document.vat()),
                                Leg.credit(invoice ? owed : revenue, document.vat()))))
                .orThrow();
    }

    /** Every top-up that has none yet. */
    void receiptTopUps(Business business) {
        var account = new Account(AccountKind.ADVERTISER_PREPAID, business.id(), business.currency());
        @Nullable String cursor = null;
        do {
            var part = ledger.statement(account, cursor, STATEMENT_PART);
            for (var line : part.items()) {
                if (line.kind().equals("advertiser.topup")) {
                    if (documents.receipted(line.transfer())) {
                        return;
                    }
                    receipt(business, line.transfer(), line.effectiveAt(), line.micros());
                }
            }
            cursor = part.next();
        } while (cursor != null);
    }

    private void receipt(Business business, UUID transfer, Instant at, long micros) {
        transaction.executeWithoutResult(_ -> {
            var series = series("topup", clock.instant());
            var amount = new Money(micros, business.currency());
            if (!documents.receipted(transfer)) {
                document(
                        business,
                        "topup",
                        series,
                        at,
                        at,
                        Stream.of(new Document.Line("topup", null, 1, Money.zero(business.currency()), amount))
                                .toList(),
                        transfer);
            }
        });
    }

    /** When the running month's invoice will be there. */
    Optional<Instant> nextInvoice(Business business) {
        var from = documents.lastEnd(business.id(), "invoice").orElse(Instant.EPOCH);
        return months.firstCharge(business.id(), from)
                .map(at -> endOfMonth(at, accounts.of(business).timeZone()).plus(settings.invoiceAfter()));
    }
}
