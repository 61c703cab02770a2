package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.support.Browser;
import ovation.support.OvationTest;

@OvationTest
class SigningUpTests {

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    @Test
    void makes_an_account_that_others_see_by_its_card_only() {
        var handle = Browser.freshHandle();

        var id = people.signUp(asked(handle).build());

        var card = people.byHandle(handle.toUpperCase(java.util.Locale.ROOT)).orElseThrow();
        assertThat(card.id()).isEqualTo(id);
        assertThat(card.toString()).doesNotContain("@example.com").doesNotContain("1990");
        assertThat(people.viewerOf(id).age()).isEqualTo(AgeBand.AGE_35_44);
    }

    @Test
    void keeps_no_password_but_its_argon2id_hash() {
        var id = people.signUp(asked(Browser.freshHandle()).build());

        var hash = accounts.credentials(id).orElseThrow().hash();

        assertThat(hash).startsWith("{argon2id}$argon2id$").doesNotContain("a quiet evening");
    }

    static Stream<Arguments> what_is_wrong() {
        return Stream.of(
                wrong("handle", "handle_letters", asked("no spaces here")),
                wrong("handle", "handle_letters", asked("ab")),
                wrong("handle", "handle_taken", asked("admin")),
                wrong("email", "email_unreadable", asked(Browser.freshHandle()).email("nobody")),
                wrong("email", "email_unreadable", asked(Browser.freshHandle()).email("a@b@c.de")),
                wrong("name", "name_length", asked(Browser.freshHandle()).name("  ")),
                wrong("name", "name_length", asked(Browser.freshHandle()).name("x".repeat(61))),
                wrong(
                        "password",
                        "password_too_short",
                        asked(Browser.freshHandle()).password("seven77")),
                wrong(
                        "password",
                        "password_too_long",
                        asked(Browser.freshHandle()).password("ab1".repeat(43))),
                wrong(
                        "password",
                        "password_too_common",
                        asked(Browser.freshHandle()).password("Password123")),
                wrong(
                        "password",
                        "password_too_common",
                        asked(Browser.freshHandle()).password("aaaaaaaaaa")),
                wrong("region", "region_unknown", asked(Browser.freshHandle()).region("XX")),
                wrong(
                        "language",
                        "language_unknown",
                        asked(Browser.freshHandle()).language("tlh")));
    }

    @ParameterizedTest
    @MethodSource("what_is_wrong")
    void refuses_with_a_reason_for_the_field(String field, String reason, Asked asked) {
        var refused = catchThrowableOfType(Refused.class, () -> people.signUp(asked.build()));

        assertThat(refused.fields()).isEqualTo(Map.of(field, reason));
    }

    @Test
    void names_all_wrong_fields_at_once() {
        var refused = catchThrowableOfType(
                Refused.class,
                () -> people.signUp(asked("!").email("?").password("x").build()));

        assertThat(refused.fields()).containsOnlyKeys("handle", "email", "password");
    }

    @Test
    void takes_people_from_their_thirteenth_birthday_on() {
        var today = LocalDate.now(clock);

        var refused = catchThrowableOfType(
                Refused.class,
                () -> people.signUp(asked(Browser.freshHandle())
                        .birthDate(today.minusYears(13).plusDays(1))
                        .build()));
        var id = people.signUp(
                asked(Browser.freshHandle()).birthDate(today.minusYears(13)).build());

        assertThat(refused.fields()).isEqualTo(Map.of("birthDate", "too_young"));
        assertThat(people.viewerOf(id).age()).isEqualTo(AgeBand.AGE_13_17);
    }

    @Test
    void refuses_a_birth_date_in_the_future_and_one_of_another_century() {
        for (var date : new LocalDate[] {LocalDate.now(clock).plusDays(1), LocalDate.of(1890, 1, 1)}) {
            var refused = catchThrowableOfType(
                    Refused.class,
                    () -> people.signUp(
                            asked(Browser.freshHandle()).birthDate(date).build()));

            assertThat(refused.fields()).isEqualTo(Map.of("birthDate", "birth_date_impossible"));
        }
    }

    @Test
    void a_handle_and_an_email_belong_to_one_account() {
        var handle = Browser.freshHandle();
        people.signUp(asked(handle).build());

        var sameHandle = catchThrowableOfType(
                Refused.class,
                () -> people.signUp(
                        asked(handle).email("other" + handle + "@example.com").build()));
        var sameEmail = catchThrowableOfType(
                Refused.class,
                () -> people.signUp(asked(Browser.freshHandle())
                        .email(handle.toUpperCase(java.util.Locale.ROOT) + "@EXAMPLE.com")
                        .build()));

        assertThat(sameHandle.fields()).isEqualTo(Map.of("handle", "handle_taken"));
        assertThat(sameEmail.fields()).isEqualTo(Map.of("email", "email_taken"));
    }

    private static Arguments wrong(String field, String reason, Asked asked) {
        return Arguments.of(field, reason, asked);
    }

    private static Asked asked(String handle) {
        return new Asked(
                handle,
                "Somebody",
                handle.replaceAll("[^a-z0-9]", "_") + "@example.com",
                "a quiet evening",
                LocalDate.of(1990, 5, 1),
                "DE",
                "en");
    }

    /** A good sign-up, to be spoilt in one place. */
    record Asked(
            String handle,
            String name,
            String email,
            String password,
            LocalDate birthDate,
            String region,
            String language) {

        Asked name(String other) {
            return new Asked(handle, other, email, password, birthDate, region, language);
        }

        Asked email(String other) {
            return new Asked(handle, name, other, password, birthDate, region, language);
        }

        Asked password(String other) {
            return new Asked(handle, name, email, other, birthDate, region, language);
        }

        Asked birthDate(LocalDate other) {
            return new Asked(handle, name, email, password, other, region, language);
        }

        Asked region(String other) {
            return new Asked(handle, name, email, password, birthDate, other, language);
        }

        Asked language(String other) {
            return new Asked(handle, name, email, password, birthDate, region, other);
        }

        People.SignUp build() {
            return new People.SignUp(handle, name, email, password, birthDate, region, language);
        }
    }
}
