package ovation.payments;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/** Where providers call. Whoever signs right is believed to be the provider, and nothing else of the body is believed. */
@Hidden
@RestController
class WebhooksApi {

    private static final int MOST_BYTES = 256 * 1024;

    private final PaymentProvider provider;
    private final PaymentsSettings settings;
    private final WebhookInbox inbox;
    private final Clock clock;

    WebhooksApi(PaymentProvider provider, PaymentsSettings settings, WebhookInbox inbox, Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** The signature is of the very bytes, so no converter may touch them. */
    @PostMapping("/webhooks/payments/{name}")
    ResponseEntity<Void> receive(@PathVariable String name, HttpServletRequest request) throws IOException {
        if (!name.equals(provider.name())) {
            throw Refused.notFound();
        }
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw Refused.because(CommonProblem.TOO_LARGE);
        }
        if (!WebhookSignature.valid(
                request.getHeader(provider.signatureHeader()),
                body,
                provider.webhookSecrets(),
                clock.instant(),
                settings.webhookTolerance())) {
            throw Refused.because(PaymentsProblem.WEBHOOK_SIGNATURE_WRONG);
        }
        inbox.keep(event(body), body);
        return ResponseEntity.ok().build();
    }

    private String event(byte[] body) {
        try {
            var event = provider.read(body).eventId();
            if (event.isBlank() || event.length() > 200) {
                throw new IllegalArgumentException("No event id");
            }
            return event;
        } catch (RuntimeException unreadable) {
            throw Refused.field("body", "unreadable");
        }
    }
}
