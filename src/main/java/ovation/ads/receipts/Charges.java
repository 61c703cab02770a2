package ovation.ads.receipts;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.receipts.FixedCharges.Before;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;

/** All that is billed: by auction, for TopView, and at the fixed prices of the other formats. */
@Component
class Charges {

    /** As PostgreSQL orders them: ids without a sign. */
    private static final Comparator<ChargeRow> NEWEST = Comparator.comparing(ChargeRow::chargedAt)
            .thenComparing(charge -> charge.id().toString())
            .reversed();

    private final ChargeRows rows;
    private final KeepingTokens tokens;
    private final List<FixedCharges> fixed;

    Charges(ChargeRows rows, KeepingTokens tokens, List<FixedCharges> fixed) {
        this.rows = rows;
        this.tokens = tokens;
        this.fixed = List.copyOf(fixed);
    }

    Optional<ChargeRow> find(UUID id) {
        return rows.find(id).or(() -> fixed.stream()
                .flatMap(each -> each.find(id).stream())
                .findFirst()
                .map(charge -> ChargeRow.of(charge, tokens.find(id))));
    }

    /** Newest first. @param campaign only of this one; null for all, those of other formats too */
    Slice<ChargeRow> of(UUID business, @Nullable UUID campaign, @Nullable String cursor, int limit) {
        var before = cursor == null ? Before.NOTHING : before(Cursor.decode(cursor, 2));
        var newest = new ArrayList<>(rows.of(business, campaign, before, limit + 1));
        if (campaign == null) {
            for (var each : fixed) {
                each.of(business, before, limit + 1)
                        .forEach(charge -> newest.add(ChargeRow.of(charge, KeepingTokens.Kept.NONE)));
            }
        }
        newest.sort(NEWEST);
        return Slice.of(
                newest, limit, last -> Cursor.of(last.chargedAt(), last.id()).encode());
    }

    private static Before before(Cursor cursor) {
        try {
            var at = Instant.parse(cursor.parts().getFirst());
            if (!at.isBefore(Instant.EPOCH) && !at.isAfter(Before.NOTHING.chargedAt())) {
                return new Before(at, cursor.id(1));
            }
        } catch (DateTimeException notOurs) {
            // falls through to the refusal
        }
        throw Refused.field("cursor", "cursor_unknown");
    }

    /** The charges that a transfer of the ledger bills, in sum. */
    long sumOf(UUID transfer) {
        return Stream.concat(Stream.of(rows.sumOf(transfer)), fixed.stream().map(each -> each.sumOf(transfer)))
                .mapToLong(Long::longValue)
                .sum();
    }
}
