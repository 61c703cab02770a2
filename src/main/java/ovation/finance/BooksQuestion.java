package ovation.finance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksAsOf;
import ovation.ledger.Ledger;

/** What a reader of the books asks for, as it stands in the address: checked, and with what he did not say. */
@Component
class BooksQuestion {

    private static final String USUAL = "EUR";

    private final Ledger ledger;
    private final Clock clock;

    BooksQuestion(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param asOf the last day that counts; null for now */
    record Asked(String currency, @Nullable LocalDate asOf, BooksAsOf.Basis basis) {

        @Nullable
        Instant before() {
            return asOf == null ? null : asOf.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }

    Asked of(@Nullable String currency, @Nullable LocalDate asOf, @Nullable String basis) {
        return new Asked(currency(currency), past(asOf), basis(basis));
    }

    List<String> currencies() {
        return ledger.currencies();
    }

    String currency(@Nullable String asked) {
        var known = currencies();
        if (asked == null || asked.isBlank()) {
            return known.contains(USUAL) || known.isEmpty() ? USUAL : known.getFirst();
        }
        if (!known.contains(asked)) {
            throw Refused.field("currency", "currency_unknown");
        }
        return asked;
    }

    static AccountKind kind(String asked) {
        for (var kind : AccountKind.values()) {
            if (kind.name().equals(asked)) {
                return kind;
            }
        }
        throw Refused.notFound();
    }

    static int limit(int asked) {
        Slice.checkLimit(asked, 100);
        return asked;
    }

    /** Today is now: the day is not over. */
    private @Nullable LocalDate past(@Nullable LocalDate asOf) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (asOf != null && (asOf.isAfter(today) || asOf.getYear() < 2000)) {
            throw Refused.field("asOf", "date_out_of_range");
        }
        return asOf;
    }

    private static BooksAsOf.Basis basis(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return BooksAsOf.Basis.EFFECTIVE;
        }
        for (var basis : BooksAsOf.Basis.values()) {
            if (basis.name().equalsIgnoreCase(asked)) {
                return basis;
            }
        }
        throw Refused.field("basis", "basis_unknown");
    }
}
