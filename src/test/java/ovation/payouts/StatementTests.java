package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/** What a creator gets to keep about a month. */
class StatementTests extends PayoutHouse {

    @Autowired
    Statements statements;

    @Autowired
    StatementFiles files;

    @Autowired
    MakingStatements statementsOfMonth;

    @Test
    void statements_are_numbered_without_gaps_tie_to_the_ledger_and_stay() throws Exception {
        var currency = "SGD";
        var month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var ada = creator(currency, "60");
        pay(currency);
        earns(ada, Money.of("1.234567", currency), AccountKind.CREATOR_ESTIMATED);
        clock.moveTo(month.plusMonths(1).atDay(1).atTime(4, 0).toInstant(ZoneOffset.UTC));
        earns(ada, Money.of("7", currency), AccountKind.CREATOR_AVAILABLE);

        var made = statementsOfMonth.make(month);
        assertThat(made).isPositive();
        assertThat(statementsOfMonth.make(month)).isZero();

        var head = statements.of(ada).getFirst();
        var statement = statements.find(head.number()).orElseThrow();
        assertThat(statement.opening()).isEqualTo(Money.zero(currency));
        assertThat(statement.closing()).isEqualTo(Money.of("1.234567", currency));
        assertThat(statement.entries().stream().map(Statement.Entry::amount).reduce(statement.opening(), Money::plus))
                .isEqualTo(statement.closing());
        assertThat(statement.sources()).extracting(Statement.Source::kind).contains("gifts.share", Posting.PAYOUT);
        assertThat(statements.unchanged(statement)).isTrue();
        assertThat(jdbc.sql("SELECT count(*) = max(number) FROM payouts_statement")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThatThrownBy(() -> jdbc.sql("UPDATE payouts_statement SET closing_micros = 0 WHERE number = :number")
                        .param("number", head.number())
                        .update())
                .isInstanceOf(DataAccessException.class);

        var next = month.plusMonths(1);
        clock.moveTo(next.plusMonths(1).atDay(1).atTime(4, 0).toInstant(ZoneOffset.UTC));
        statementsOfMonth.make(next);
        var following = statements.of(ada).getFirst();
        assertThat(following.opening()).isEqualTo(statement.closing());
        assertThat(following.closing()).isEqualTo(Money.of("8.234567", currency));

        assertThat(files.csv(statement)).contains(statement.label() + ",1,").contains(",SGD,1.234567\r\n");
        try (var pdf = Loader.loadPDF(files.pdf(statement, Locale.GERMAN))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains(statement.label())
                    .contains("1.234567 SGD")
                    .contains("Jörg");
        }
    }
}
