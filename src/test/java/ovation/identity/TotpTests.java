package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ovation.support.Authenticator;

class TotpTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void gives_the_codes_of_the_rfc(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)), 8))
                .isEqualTo(code);
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0,755224", "1,287082", "2,359152", "5,254676", "9,520489"})
    void gives_the_counter_codes_of_the_older_rfc(long counter, String code) {
        assertThat(Totp.code(SECRET, counter, 6)).isEqualTo(code);
    }

    @Test
    void takes_the_neighbouring_steps_and_no_others() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = Totp.step(now);

        for (var off = -3; off <= 3; off++) {
            var match = Totp.match(SECRET, Totp.code(SECRET, step + off, 6), now, 0);
            assertThat(match.isPresent()).as("off by " + off).isEqualTo(Math.abs(off) <= 1);
        }
    }

    @Test
    void does_not_take_a_code_of_a_step_that_was_taken() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = Totp.step(now);

        assertThat(Totp.match(SECRET, Totp.code(SECRET, step, 6), now, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 1, 6), now, step))
                .hasValue(step + 1);
    }

    @Test
    void writes_keys_as_other_apps_read_them() {
        var key = Totp.base32(SECRET);

        assertThat(key).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.fromBase32(key)).isEqualTo(SECRET);
        assertThat(new Authenticator(key).code(Instant.ofEpochSecond(59))).isEqualTo("287082");
    }
}
