package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.Payments.RefundRequest;

/**
 * What a charge must be before anything is stored.
 *
 * <ul>
 *   <li>1.00 to 50,000.00 units, in whole hundredths and coins of the currency: cards know nothing smaller;
 *   <li>credited in its own currency, to the last micro;
 *   <li>with an id of now, so that the ledger still takes it when the provider answers late;
 *   <li>back to a path of ours only.
 * </ul>
 */
final class ChargeRules {

    private static final long MOST_MICROS = 50_000 * Money.MICROS;
    private static final long COIN_MICROS = Money.MICROS / 100;
    private static final Duration ID_AGE = Duration.ofHours(24);
    private static final Duration ID_AHEAD = Duration.ofMinutes(4);

    private ChargeRules() {}

    static void check(ChargeRequest request, PaymentProvider provider, Clock clock) {
        Map<String, String> wrong = new HashMap<>();
        var micros = request.amount().micros();
        if (micros < Payments.LEAST_MICROS) {
            wrong.put("amount", "charge_too_small");
        } else if (micros > MOST_MICROS) {
            wrong.put("amount", "charge_too_large");
        } else if (micros % COIN_MICROS != 0 || !MinorUnits.representable(request.amount())) {
            wrong.put("amount", "charge_not_payable");
        }
        if (request.credits().stream()
                .anyMatch(
                        leg -> !leg.account().currency().equals(request.amount().currency()))) {
            wrong.put("currency", "charge_other_currency");
        }
        if (!provider.knows(request.method())) {
            wrong.put("method", "charge_method_unknown");
        }
        if (!ownPath(request.returnPath())) {
            wrong.put("returnPath", "charge_foreign_path");
        }
        if (!timely(request.id(), clock)) {
            wrong.put("id", "charge_id_not_now");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        if (request.credits().stream().anyMatch(leg -> leg.micros() <= 0)
                || request.credits().stream().mapToLong(Leg::micros).sum() != micros) {
            throw new IllegalArgumentException("The credits of charge " + request.id() + " do not sum to its amount");
        }
    }

    /**
     * A refund's: positive, in the charge's currency and coins, with an id of the past, however old: who has decided to give
     * money back must get through also after days of outage. What it may not exceed is not asked here.
     */
    static void check(RefundRequest refund, Charge charge, Clock clock) {
        Map<String, String> wrong = new HashMap<>();
        if (!refund.amount().currency().equals(charge.amount().currency())) {
            wrong.put("currency", "charge_other_currency");
        } else if (!refund.amount().isPositive()
                || refund.amount().micros() % COIN_MICROS != 0
                || !MinorUnits.representable(refund.amount())) {
            wrong.put("amount", "charge_not_payable");
        }
        if (!Ids.isTimeOrdered(refund.id()) || ahead(refund.id(), clock)) {
            wrong.put("id", "charge_id_not_now");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }

    /** Browsers read {@code //host}, {@code /\host} and control characters as other sites. */
    static boolean ownPath(String path) {
        return path.length() <= 300
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(each -> each > ' ' && each < 0x7f && each != '\\');
    }

    private static boolean timely(UUID id, Clock clock) {
        return Ids.isTimeOrdered(id)
                && Ids.instantOf(id).isAfter(clock.instant().minus(ID_AGE))
                && !ahead(id, clock);
    }

    private static boolean ahead(UUID id, Clock clock) {
        return !Ids.instantOf(id).isBefore(clock.instant().plus(ID_AHEAD));
    }
}
