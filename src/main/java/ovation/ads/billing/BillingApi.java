package ovation.ads.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.ads.account.BillingAccount;
import ovation.ads.account.BillingAccounts;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Invoices, credits, promotional credit and the billing address of a business: for its finance people. */
@RestController
@RequestMapping("/api/v1/businesses/{business}")
@Tag(name = "ads")
class BillingApi {

    private static final int MAX_PAGE = 100;
    static final Set<String> KINDS = Set.of("invoice", "credit_note", "topup");

    private final Access access;
    private final BillingAccounts accounts;
    private final Documents documents;
    private final DocumentFiles files;
    private final Invoicing invoicing;
    private final BilledMonths months;
    private final GivingGrants grants;

    BillingApi(
            Access access,
            BillingAccounts accounts,
            Documents documents,
            DocumentFiles files,
            Invoicing invoicing,
            BilledMonths months,
            GivingGrants grants) {
        this.access = access;
        this.accounts = accounts;
        this.documents = documents;
        this.files = files;
        this.invoicing = invoicing;
        this.months = months;
        this.grants = grants;
    }

    record AccountView(String timeZone, String legalName, String street, String city, String country, String vatId) {

        static AccountView of(BillingAccount account) {
            return new AccountView(
                    account.timeZone().getId(),
                    account.legalName(),
                    account.street(),
                    account.city(),
                    account.country(),
                    account.vatId());
        }
    }

    @GetMapping("/billing-account")
    @Operation(summary = "Time zone of reports, and whom invoices address")
    AccountView account(Viewer viewer, @PathVariable UUID business) {
        return AccountView.of(accounts.of(access.toRead(viewer, business)));
    }

    @PatchMapping("/billing-account")
    @Operation(summary = "Changes what is sent; documents that stand are not changed")
    AccountView change(Viewer viewer, @PathVariable UUID business, @RequestBody BillingAccounts.Form form) {
        return AccountView.of(accounts.change(viewer, business, form));
    }

    /** @param periodTo exclusive @param lines only of a single document */
    record DocumentView(
            UUID id,
            String kind,
            String number,
            Instant periodFrom,
            Instant periodTo,
            Instant issuedAt,
            Money net,
            Money vat,
            Money gross,
            BigDecimal vatPercent,
            String vatRule,
            String buyer,
            @Nullable UUID transfer,
            List<Document.Line> lines,
            String pdf) {

        static DocumentView of(Document document) {
            return new DocumentView(
                    document.id(),
                    document.kind(),
                    document.number(),
                    document.periodFrom(),
                    document.periodTo(),
                    document.issuedAt(),
                    document.net(),
                    document.vat(),
                    document.gross(),
                    document.vatPercent(),
                    document.vatRule(),
                    document.buyer(),
                    document.transfer(),
                    document.lines(),
                    "/api/v1/businesses/" + document.business() + "/documents/" + document.id() + "/pdf");
        }
    }

    @GetMapping("/documents")
    @Operation(summary = "Invoices, credit notes and receipts of top-ups, newest first")
    Slice<DocumentView> documents(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var found = access.toPay(viewer, business);
        Slice.checkLimit(limit, MAX_PAGE);
        if (kind != null && !KINDS.contains(kind)) {
            throw Refused.field("kind", "not_offered");
        }
        invoicing.issueDue(found);
        return documents.of(business, kind, cursor, limit).map(DocumentView::of);
    }

    @GetMapping("/documents/{id}")
    DocumentView document(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return DocumentView.of(found(viewer, business, id));
    }

    @GetMapping("/documents/{id}/pdf")
    @Operation(summary = "The document as PDF, in the language of the request")
    ResponseEntity<byte[]> pdf(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Locale locale) {
        var document = found(viewer, business, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.number() + ".pdf")
                                .build()
                                .toString())
                .body(files.pdf(document, locale));
    }

    @GetMapping("/credits")
    @Operation(summary = "What was given back: invalid traffic and guarantees, the newest hundred")
    Slice<BilledMonths.Credit> credits(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(months.latestCredits(business), null);
    }

    @GetMapping("/grants")
    @Operation(
            summary =
                    "Promotional credit: spent before cash, the one that ends first before the others, never paid back")
    Slice<GrantView> grants(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(
                grants.of(business).stream()
                        .filter(grant -> Set.of("active", "expired").contains(grant.state()))
                        .map(GrantView::of)
                        .toList(),
                null);
    }

    private Document found(Viewer viewer, UUID business, UUID id) {
        access.toPay(viewer, business);
        return documents
                .find(id)
                .filter(document -> document.business().equals(business))
                .orElseThrow(Refused::notFound);
    }
}
