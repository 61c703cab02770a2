package ovation.payments;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.model.Transfer;
import com.stripe.param.BalanceTransactionListParams;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;
import ovation.payments.PaymentProvider.SettlementLine;
import ovation.payments.PaymentProvider.SettlementLine.Kind;

/**
 * Stripe's balance transactions of a day as a settlement report (docs.stripe.com/reports/balance-transaction-types). Payouts from
 * Stripe to our bank are noted only: our account {@code BANK} has the money since its settlement.
 */
final class StripeSettlement {

    private StripeSettlement() {}

    static List<SettlementLine> of(StripeClient stripe, LocalDate day) throws StripeException {
        var created = BalanceTransactionListParams.Created.builder()
                .setGte(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .setLt(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .build();
        var lines = new ArrayList<SettlementLine>();
        for (var movement : stripe.v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder()
                        .setCreated(created)
                        .setLimit(100L)
                        .addExpand("data.source")
                        .build())
                .autoPagingIterable()) {
            lines.add(line(movement));
        }
        return lines;
    }

    private static SettlementLine line(BalanceTransaction movement) {
        var gross = StripeProvider.money(movement.getAmount(), movement.getCurrency());
        var fee = StripeProvider.money(movement.getFee(), movement.getCurrency());
        if ("stripe_fee".equals(movement.getType())) {
            // All of it is fee.
            fee = fee.minus(gross);
            gross = Money.zero(gross.currency());
        }
        return new SettlementLine(
                movement.getId(),
                kind(movement),
                source(movement),
                gross,
                fee,
                Instant.ofEpochSecond(movement.getCreated()));
    }

    private static Kind kind(BalanceTransaction movement) {
        var category = movement.getReportingCategory();
        return switch (category == null ? "" : category) {
            case "charge" -> Kind.CHARGE;
            case "refund" -> Kind.REFUND;
            case "refund_failure" -> Kind.REFUND_FAILED;
            case "dispute" -> Kind.DISPUTE;
            case "dispute_reversal" -> Kind.DISPUTE_WON;
            case "transfer", "transfer_reversal", "payout", "payout_reversal" -> Kind.TRANSFER;
            default -> Kind.OTHER;
        };
    }

    /** Our id where the source carries it; a dispute's own. */
    private static String source(BalanceTransaction movement) {
        var otherwise = movement.getSource() == null ? movement.getId() : movement.getSource();
        return switch (movement.getSourceObject()) {
            case Charge charge -> ours(charge.getMetadata(), StripeProvider.CHARGE, otherwise);
            case Refund refund -> ours(refund.getMetadata(), StripeProvider.REFUND, otherwise);
            case Transfer transfer -> ours(transfer.getMetadata(), StripeProvider.TRANSFER, otherwise);
            case Dispute dispute -> dispute.getId();
            case null, default -> otherwise;
        };
    }

    private static String ours(@Nullable Map<String, String> metadata, String name, String otherwise) {
        return metadata == null ? otherwise : metadata.getOrDefault(name, otherwise);
    }
}
