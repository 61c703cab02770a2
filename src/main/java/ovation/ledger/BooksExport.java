package ovation.ledger;

import java.io.IOException;
import java.io.Writer;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The general ledger, to be read without us. Streamed: any number of entries in little memory, all of one snapshot. */
public interface BooksExport {

    /**
     * One line for each entry, by effective date, as RFC 4180: effective and booked instant, transfer, kind, cause, leg, account,
     * debit, credit.
     *
     * @param month of the effective date; null for everything
     */
    void csv(String currency, @Nullable YearMonth month, Writer out) throws IOException;

    /**
     * A journal that hledger reads ({@code hledger -f books.journal balance}): debits positive, accounts {@code KIND:owner}. Of a
     * month it opens with the balances before it, so that its end is the trial balance by effective date.
     *
     * @param month null for everything
     */
    void journal(String currency, @Nullable YearMonth month, Writer out) throws IOException;
}
