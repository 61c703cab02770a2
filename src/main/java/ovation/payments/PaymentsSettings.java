package ovation.payments;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may choose.
 *
 * @param provider {@code sandbox} or {@code stripe}
 * @param baseUrl where payers' browsers find us, for the way back from a provider elsewhere: {@code https://ovation.example}
 * @param webhookTolerance how old or new the time in a webhook's signature may be
 * @param webhookSecrets secrets that may sign beside the sandbox's own; with Stripe the {@code whsec_…}, two while they change
 */
@ConfigurationProperties("ovation.payments")
record PaymentsSettings(
        @DefaultValue("sandbox") String provider,
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue("300s") Duration webhookTolerance,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue Stripe stripe) {

    /** @param apiBase only another one in tests */
    record Stripe(
            @DefaultValue("") String apiKey,
            @DefaultValue("https://api.stripe.com") String apiBase,
            @DefaultValue("20s") Duration timeout) {}
}
