package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Whether the house plays its own bank. */
class SandboxBankTests {

    @Test
    void where_nothing_is_said_it_is_open_only_while_the_payment_provider_is_the_sandbox() {
        assertThat(bank(Map.of(), "sandbox").open()).isTrue();
        assertThat(bank(Map.of(), "stripe").open()).isFalse();
    }

    @Test
    void who_says_so_has_the_last_word() {
        assertThat(bank(Map.of("ovation.payouts.sandbox", "true"), "stripe").open())
                .isTrue();
        assertThat(bank(Map.of("ovation.payouts.sandbox", "false"), "sandbox").open())
                .isFalse();
    }

    private static SandboxBank bank(Map<String, String> said, String paymentProvider) {
        var settings = new Binder(new MapConfigurationPropertySource(said))
                .bindOrCreate("ovation.payouts", PayoutsSettings.class);
        return new SandboxBank(Clock.systemUTC(), settings, paymentProvider);
    }
}
