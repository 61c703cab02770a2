package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import ovation.base.Refused;

/** What creators tell us to be paid, and who can read it. */
class CreatorDetailsTests extends PayoutHouse {

    @Test
    void tax_ids_and_accounts_are_unreadable_in_the_database() {
        var ada = person();
        changing.taxForm(
                ada,
                new ChangingDetails.TaxFormForm(
                        "W9", "Ada Example", "individual", "US", "123-45-6789", false, "Ada Example"));
        changing.method(ada, new ChangingDetails.MethodForm("IBAN", "DE89 3704 0044 0532 0130 00"));

        var form = jdbc.sql("SELECT tin FROM payouts_tax_form WHERE person = :person")
                .param("person", ada)
                .query((row, number) -> row.getBytes(1))
                .single();
        var account = jdbc.sql("SELECT account FROM payouts_method WHERE person = :person")
                .param("person", ada)
                .query((row, number) -> row.getBytes(1))
                .single();

        assertThat(new String(form, StandardCharsets.ISO_8859_1)).doesNotContain("123456789");
        assertThat(new String(account, StandardCharsets.ISO_8859_1)).doesNotContain("370400440532013000");
        assertThat(details.taxForm(ada).orElseThrow().tinEnd()).isEqualTo("6789");
        var method = details.method(ada).orElseThrow();
        assertThat(method.masked()).endsWith("3000").doesNotContain("3704");
        assertThat(details.account(method.id())).isEqualTo("DE89370400440532013000");
    }

    @Test
    void what_is_not_a_tax_form_or_an_account_is_refused_field_by_field() {
        var ada = person();

        assertThatThrownBy(() -> changing.taxForm(
                        ada,
                        new ChangingDetails.TaxFormForm("W9", "Ada", "individual", "US", "000-12-3456", false, "Eve")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fields()).containsOnlyKeys("tin", "signedName"));
        assertThatThrownBy(() -> changing.taxForm(
                        ada, new ChangingDetails.TaxFormForm("W8BEN", "Ada", "BR", "BR", null, true, "Ada")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fields()).containsOnlyKeys("tin", "treaty"));
        assertThatThrownBy(() -> changing.method(ada, new ChangingDetails.MethodForm("IBAN", "DE88370400440532013000")))
                .isInstanceOf(Refused.class);
        assertThat(details.taxForm(ada)).isEmpty();
        assertThat(details.method(ada)).isEmpty();
    }

    @Test
    void the_penny_code_is_tried_five_times() {
        var ada = person();
        changing.method(ada, new ChangingDetails.MethodForm("IBAN", iban("00")));
        var code = details.pennyCode(details.method(ada).orElseThrow().id());
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> changing.verify(ada, "12345")).satisfies(because(PayoutsProblem.WRONG_PENNY_CODE));
        }

        assertThatThrownBy(() -> changing.verify(ada, code)).satisfies(because(PayoutsProblem.TOO_MANY_PENNY_CODES));

        changing.method(ada, new ChangingDetails.MethodForm("IBAN", iban("00")));
        changing.verify(ada, details.pennyCode(details.method(ada).orElseThrow().id()));
        assertThat(details.method(ada).orElseThrow().verified()).isTrue();
    }
}
