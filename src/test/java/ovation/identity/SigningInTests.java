package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.support.Browser;
import ovation.support.OvationTest;

@OvationTest
class SigningInTests {

    @Autowired
    SigningIn signingIn;

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void lets_in_by_email_and_by_handle() {
        var handle = Browser.freshHandle();
        var id = person(handle);

        assertThat(signingIn.signIn(handle + "@example.com", "a quiet evening", address()))
                .isEqualTo(id);
        assertThat(signingIn.signIn("@" + handle, "a quiet evening", address())).isEqualTo(id);
    }

    @Test
    void says_the_same_to_a_wrong_password_and_to_an_unknown_email() {
        var handle = Browser.freshHandle();
        person(handle);

        var wrong = catchThrowableOfType(Refused.class, () -> signingIn.signIn(handle, "another evening", address()));
        var unknown = catchThrowableOfType(
                Refused.class, () -> signingIn.signIn("nobody@example.com", "another evening", address()));

        assertThat(wrong.code()).isEqualTo(unknown.code()).isEqualTo(IdentityProblem.WRONG_CREDENTIALS);
    }

    @Test
    void locks_an_account_for_the_hour_after_25_failures_from_anywhere() {
        var handle = Browser.freshHandle();
        var id = person(handle);
        for (var i = 0; i < 25; i++) {
            assertThat(failure(handle, address())).isEqualTo(IdentityProblem.WRONG_CREDENTIALS);
        }

        var locked = catchThrowableOfType(Refused.class, () -> signingIn.signIn(handle, "a quiet evening", address()));
        clock.advance(Duration.ofMinutes(61));

        assertThat(locked.code()).isEqualTo(IdentityProblem.TOO_MANY_SIGN_INS);
        assertThat(signingIn.signIn(handle, "a quiet evening", address())).isEqualTo(id);
    }

    @Test
    void locks_an_address_for_five_minutes_after_25_failures_at_any_accounts() {
        var handle = Browser.freshHandle();
        var id = person(handle);
        var here = address();
        for (var i = 0; i < 25; i++) {
            failure(UUID.randomUUID() + "@example.com", here);
        }

        var locked = catchThrowableOfType(Refused.class, () -> signingIn.signIn(handle, "a quiet evening", here));
        clock.advance(Duration.ofMinutes(6));

        assertThat(locked.code()).isEqualTo(IdentityProblem.TOO_MANY_SIGN_INS);
        assertThat(signingIn.signIn(handle, "a quiet evening", here)).isEqualTo(id);
    }

    @Test
    void does_not_count_sign_ins_that_succeed() {
        var handle = Browser.freshHandle();
        person(handle);
        var here = address();

        for (var i = 0; i < 30; i++) {
            signingIn.signIn(handle, "a quiet evening", here);
        }

        assertThat(failure(handle, here)).isEqualTo(IdentityProblem.WRONG_CREDENTIALS);
    }

    private ovation.base.ProblemCode failure(String login, String address) {
        return catchThrowableOfType(Refused.class, () -> signingIn.signIn(login, "another evening", address))
                .code();
    }

    private UUID person(String handle) {
        return people.signUp(new People.SignUp(
                handle, "Somebody", handle + "@example.com", "a quiet evening", LocalDate.of(1990, 5, 1), "DE", "en"));
    }

    private static String address() {
        return "test-" + UUID.randomUUID();
    }
}
