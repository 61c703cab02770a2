package ovation.payments;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.Transfer;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe, by its Checkout: the payer types the card on Stripe's page, and Stripe asks for 3-D Secure there. Our ids are its
 * idempotency keys. Stripe forgets those after a day, so what is asked again later is looked for by our id first.
 */
@Component
@ConditionalOnProperty(name = "ovation.payments.provider", havingValue = "stripe")
class StripeProvider implements PaymentProvider {

    static final String CHARGE = "ovation_charge";
    static final String REFUND = "ovation_refund";
    static final String TRANSFER = "ovation_transfer";

    /** A page lives for 24 hours, and so does the memory of its idempotency key. */
    private static final Duration REMEMBERED = Duration.ofHours(23);

    private final StripeClient stripe;
    private final PaymentsSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    StripeProvider(PaymentsSettings settings, JsonMapper json, Clock clock) {
        var timeout = Math.toIntExact(settings.stripe().timeout().toMillis());
        if (settings.stripe().apiKey().isBlank()) {
            throw new IllegalStateException("Set ovation.payments.stripe.api-key to charge through Stripe");
        }
        this.stripe = StripeClient.builder()
                .setApiKey(settings.stripe().apiKey())
                .setApiBase(settings.stripe().apiBase())
                .setConnectTimeout(timeout)
                .setReadTimeout(timeout)
                .setMaxNetworkRetries(0) // the recovery asks again
                .build();
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    private interface Call<T> {
        T get() throws StripeException;
    }

    /** Says nothing: not known. */
    @SuppressWarnings("serial")
    private static final class NoAnswer extends RuntimeException {
        NoAnswer(StripeException cause) {
            super(cause);
        }
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public boolean knows(String method) {
        return method.equals("page");
    }

    @Override
    public Answer charge(ChargeOrder order) {
        if (order.reference() != null) {
            return find(order);
        }
        if (clock.instant().isAfter(order.createdAt().plus(REMEMBERED))) {
            // If there ever was a page, nobody has learnt its address.
            return new Answer.Refusal("", "expired");
        }
        try {
            return answer(stripe.v1().checkout().sessions().create(session(order), key(order.id())));
        } catch (CardException declined) {
            return new Answer.Refusal("", or(declined.getDeclineCode(), "card_declined"));
        } catch (StripeException failed) {
            return refused(failed)
                    .map(code -> (Answer) new Answer.Refusal("", code))
                    .orElseThrow(() -> new NoAnswer(failed));
        }
    }

    private SessionCreateParams session(ChargeOrder order) {
        var back = settings.baseUrl() + ReturnPages.of(order.id());
        var price = SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(order.amount().currency().toLowerCase(Locale.ROOT))
                .setUnitAmount(MinorUnits.of(order.amount()))
                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName("Ovation")
                        .build())
                .build();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(order.id().toString())
                .setSuccessUrl(back)
                .setCancelUrl(back)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(price)
                        .build())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata(CHARGE, order.id().toString())
                        .build())
                .build();
    }

    @Override
    public Answer find(ChargeOrder order) {
        var reference = order.reference();
        if (reference == null || reference.isEmpty()) {
            return charge(order);
        }
        return ask(() -> reference.startsWith("pi_")
                ? answer(stripe.v1().paymentIntents().retrieve(reference))
                : answer(stripe.v1()
                        .checkout()
                        .sessions()
                        .retrieve(
                                reference,
                                SessionRetrieveParams.builder()
                                        .addExpand("payment_intent")
                                        .build())));
    }

    @Override
    public Answer capture(ChargeOrder order) {
        var reference = order.reference();
        if (reference == null || !reference.startsWith("pi_")) {
            return find(order);
        }
        return ask(() -> answer(stripe.v1().paymentIntents().capture(reference, key(order.id(), "capture"))));
    }

    private static Answer answer(Session session) {
        return switch (or(session.getStatus(), "")) {
            case "open" -> new Answer.ActionNeeded(session.getId(), or(session.getUrl(), ""));
            case "expired" -> new Answer.Refusal(session.getId(), "expired");
            case "complete" -> complete(session);
            default -> new Answer.Unknown();
        };
    }

    private static Answer complete(Session session) {
        if ("paid".equals(session.getPaymentStatus())) {
            return new Answer.Confirmed(session.getPaymentIntent());
        }
        var intent = session.getPaymentIntentObject();
        return intent == null ? new Answer.Unknown() : answer(intent);
    }

    private static Answer answer(PaymentIntent intent) {
        return switch (or(intent.getStatus(), "")) {
            case "succeeded" -> new Answer.Confirmed(intent.getId());
            case "canceled" -> new Answer.Refusal(intent.getId(), or(intent.getCancellationReason(), "canceled"));
            case "requires_payment_method" -> {
                var error = intent.getLastPaymentError();
                yield new Answer.Refusal(
                        intent.getId(),
                        error == null
                                ? "card_declined"
                                : or(error.getDeclineCode(), or(error.getCode(), "card_declined")));
            }
            default -> new Answer.Unknown();
        };
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        var known = findRefund(order);
        if (!(known instanceof RefundAnswer.Unknown)) {
            return known;
        }
        try {
            return answer(stripe.v1()
                    .refunds()
                    .create(
                            RefundCreateParams.builder()
                                    .setPaymentIntent(order.chargeReference())
                                    .setAmount(MinorUnits.of(order.amount()))
                                    .putMetadata(REFUND, order.id().toString())
                                    .build(),
                            key(order.id())));
        } catch (StripeException failed) {
            return refused(failed)
                    .map(code -> (RefundAnswer) new RefundAnswer.Failure(code))
                    .orElseThrow(() -> new NoAnswer(failed));
        }
    }

    @Override
    public RefundAnswer findRefund(RefundOrder order) {
        var reference = order.reference();
        if (reference != null) {
            return ask(() -> answer(stripe.v1().refunds().retrieve(reference)));
        }
        var ofCharge = RefundListParams.builder()
                .setPaymentIntent(order.chargeReference())
                .setLimit(100L)
                .build();
        return ask(() -> {
            for (var refund : stripe.v1().refunds().list(ofCharge).autoPagingIterable()) {
                var metadata = refund.getMetadata();
                if (metadata != null && order.id().toString().equals(metadata.get(REFUND))) {
                    return answer(refund);
                }
            }
            return new RefundAnswer.Unknown();
        });
    }

    private static RefundAnswer answer(Refund refund) {
        return switch (or(refund.getStatus(), "")) {
            case "succeeded" -> new RefundAnswer.Done(refund.getId());
            case "failed" -> new RefundAnswer.Failure(or(refund.getFailureReason(), "refund_failed"));
            case "canceled" -> new RefundAnswer.Failure("canceled");
            default -> new RefundAnswer.Underway(refund.getId());
        };
    }

    @Override
    public Optional<DisputeNews> dispute(String reference) {
        return ask(() -> news(stripe.v1().disputes().retrieve(reference)));
    }

    @Override
    public List<DisputeNews> disputesSince(Instant since) {
        var created = DisputeListParams.Created.builder()
                .setGte(since.getEpochSecond())
                .build();
        return ask(() -> {
            var news = new ArrayList<DisputeNews>();
            for (var dispute : stripe.v1()
                    .disputes()
                    .list(DisputeListParams.builder()
                            .setCreated(created)
                            .setLimit(100L)
                            .build())
                    .autoPagingIterable()) {
                news(dispute).ifPresent(news::addFirst);
            }
            return news;
        });
    }

    /** Inquiries ({@code warning_…}) take no money, so they are none to us. */
    private static Optional<DisputeNews> news(com.stripe.model.Dispute dispute) {
        var state =
                switch (or(dispute.getStatus(), "")) {
                    case "needs_response", "under_review" -> Dispute.State.OPEN;
                    case "won" -> Dispute.State.WON;
                    case "lost" -> Dispute.State.LOST;
                    default -> null;
                };
        return Optional.ofNullable(state)
                .map(known -> new DisputeNews(
                        dispute.getId(),
                        null,
                        or(dispute.getPaymentIntent(), or(dispute.getCharge(), "")),
                        money(dispute.getAmount(), dispute.getCurrency()),
                        or(dispute.getReason(), "general"),
                        known,
                        Instant.ofEpochSecond(dispute.getCreated())));
    }

    @Override
    public List<SettlementLine> settlement(LocalDate day) {
        return ask(() -> StripeSettlement.of(stripe, day));
    }

    @Override
    public TransferOutcome transfer(TransferRequest request) {
        var known = findTransfer(request, null);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return outcome(stripe.v1()
                    .transfers()
                    .create(
                            TransferCreateParams.builder()
                                    .setAmount(MinorUnits.of(request.amount()))
                                    .setCurrency(request.amount().currency().toLowerCase(Locale.ROOT))
                                    .setDestination(request.destination())
                                    .setTransferGroup(request.id().toString())
                                    .putMetadata(TRANSFER, request.id().toString())
                                    .build(),
                            key(request.id())));
        } catch (StripeException failed) {
            return refused(failed)
                    .map(code -> (TransferOutcome) new TransferOutcome.Failed(code))
                    .orElseThrow(() -> new NoAnswer(failed));
        }
    }

    @Override
    public Optional<TransferOutcome> findTransfer(TransferRequest request, @Nullable String reference) {
        return ask(() -> {
            if (reference != null) {
                return Optional.of(outcome(stripe.v1().transfers().retrieve(reference)));
            }
            var ours = TransferListParams.builder()
                    .setTransferGroup(request.id().toString())
                    .setLimit(1L)
                    .build();
            return stripe.v1().transfers().list(ours).getData().stream()
                    .findFirst()
                    .map(StripeProvider::outcome);
        });
    }

    private static TransferOutcome outcome(Transfer transfer) {
        return Boolean.TRUE.equals(transfer.getReversed())
                ? new TransferOutcome.Returned("reversed")
                : new TransferOutcome.Sent(transfer.getId());
    }

    @Override
    public String signatureHeader() {
        return "Stripe-Signature";
    }

    @Override
    public List<String> webhookSecrets() {
        return settings.webhookSecrets();
    }

    @Override
    public Notice read(byte[] body) {
        return StripeEvents.read(json.readTree(body));
    }

    static Money money(Long minor, String currency) {
        return MinorUnits.money(minor, currency.toUpperCase(Locale.ROOT));
    }

    /** A request that Stripe has understood and will not do, so that nothing has happened. Everything else is not known. */
    private static Optional<String> refused(StripeException failed) {
        var definite = failed instanceof CardException
                || failed instanceof InvalidRequestException
                        && !(failed instanceof RateLimitException)
                        && !Objects.equals(failed.getStatusCode(), 409);
        return definite ? Optional.of(or(failed.getCode(), "refused_by_provider")) : Optional.empty();
    }

    private static <T> T ask(Call<T> call) {
        try {
            return call.get();
        } catch (StripeException failed) {
            throw new NoAnswer(failed);
        }
    }

    private static RequestOptions key(UUID id) {
        return RequestOptions.builder().setIdempotencyKey(id.toString()).build();
    }

    private static RequestOptions key(UUID id, String act) {
        return RequestOptions.builder().setIdempotencyKey(id + "/" + act).build();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
