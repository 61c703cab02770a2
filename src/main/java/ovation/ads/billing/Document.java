package ovation.ads.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;

/**
 * An invoice, a credit note or the receipt of a top-up. Amounts in lines include the tax.
 *
 * @param kind {@code invoice}, {@code credit_note} or {@code topup}
 * @param number without gaps in its series: {@code INV-2026-000001}
 * @param periodTo exclusive
 * @param vatRule {@code domestic}, {@code reverse_charge}, {@code outside} or {@code none} (a top-up is no supply yet)
 */
record Document(
        UUID id,
        UUID business,
        String kind,
        String number,
        Instant periodFrom,
        Instant periodTo,
        ZoneId timeZone,
        Instant issuedAt,
        Money net,
        Money vat,
        Money gross,
        BigDecimal vatPercent,
        String vatRule,
        String seller,
        String sellerVatId,
        String buyer,
        String buyerVatId,
        @Nullable UUID transfer,
        List<Line> lines) {

    /**
     * @param text campaign's name, reason of a credit, or kind of payment
     * @param quantity billed events, or credited ones
     * @param promotional what promotional credit paid: not part of the amount
     */
    record Line(String text, @Nullable UUID campaign, long quantity, Money promotional, Money gross) {}

    Document with(List<Line> its) {
        return new Document(
                id,
                business,
                kind,
                number,
                periodFrom,
                periodTo,
                timeZone,
                issuedAt,
                net,
                vat,
                gross,
                vatPercent,
                vatRule,
                seller,
                sellerVatId,
                buyer,
                buyerVatId,
                transfer,
                List.copyOf(its));
    }
}
