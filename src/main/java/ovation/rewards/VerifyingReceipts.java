package ovation.rewards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.attention.QualifiedViews;
import ovation.base.Canonical;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Makes a receipt's sums again from what it says, and holds them against both books. */
@Service
class VerifyingReceipts {

    private static final int STATEMENT_PART = 200;

    /** @param code of the check; the message key is {@code rewards.check.<code>} */
    record Check(String code, boolean holds) {}

    record Verdict(UUID receipt, boolean sound, List<Check> checks) {}

    private final Receipts receipts;
    private final Ledger ledger;
    private final QualifiedViews views;

    /** A closed day's counts are final, and a whole day is much to count for one stranger's click. */
    private final Cache<LocalDate, List<QualifiedViews.DayOfViews>> days =
            Caffeine.newBuilder().maximumSize(8).build();

    VerifyingReceipts(Receipts receipts, Ledger ledger, QualifiedViews views) {
        this.receipts = receipts;
        this.ledger = ledger;
        this.views = views;
    }

    Verdict verify(UUID id) {
        var receipt = receipts.find(id).orElseThrow(Refused::notFound);
        var pool = receipt.pool();
        var allocation = receipts.allocation(pool.day(), pool.currency());
        var checks = List.of(
                new Check("hash", Canonical.sha256(receipt.document()).equals(receipt.sha256())),
                new Check(
                        "allocation_hash", Receipt.allocationSha256(allocation).equals(pool.allocationSha256())),
                new Check("pool", poolHolds(pool)),
                new Check("split", splitHolds(receipt, allocation)),
                new Check("videos", videosHold(receipt)),
                new Check("views", viewsHold(receipt)),
                new Check("ledger", ledgerHolds(receipt)));
        return new Verdict(id, checks.stream().allMatch(Check::holds), checks);
    }

    private static boolean poolHolds(Receipt.Pool pool) {
        var net = new Money(pool.netMicros(), pool.currency());
        return pool.creatorsMicros() == net.share(pool.sharePerMillion()).micros()
                && pool.creatorsMicros() + pool.platformMicros() == pool.netMicros();
    }

    private static boolean splitHolds(Receipt receipt, List<Receipt.Share> allocation) {
        var pool = receipt.pool();
        if (allocation.isEmpty()) {
            return false;
        }
        var weights =
                allocation.stream().mapToLong(Receipt.Share::qualifiedViews).toArray();
        var parts = pool.creators().allocate(weights);
        var views = 0L;
        var own = 0L;
        for (var i = 0; i < parts.length; i++) {
            var share = allocation.get(i);
            views += share.qualifiedViews();
            if (share.micros() != parts[i].micros()) {
                return false;
            }
            if (share.receipt().equals(receipt.id())) {
                own = share.micros();
                if (share.qualifiedViews() != receipt.qualifiedViews()) {
                    return false;
                }
            }
        }
        return views == pool.qualifiedViews() && own == receipt.micros();
    }

    private static boolean videosHold(Receipt receipt) {
        if (receipt.qualifiedViews() == 0) {
            return receipt.micros() == 0 && receipt.lines().stream().allMatch(line -> line.micros() == 0);
        }
        var parts = receipt.amount()
                .allocate(receipt.lines().stream()
                        .mapToLong(Receipt.Line::qualifiedViews)
                        .toArray());
        for (var i = 0; i < parts.length; i++) {
            if (receipt.lines().get(i).micros() != parts[i].micros()) {
                return false;
            }
        }
        return true;
    }

    /** The counts are those of the attention book. */
    private boolean viewsHold(Receipt receipt) {
        var counted = days.get(receipt.pool().day(), views::day).stream()
                .filter(each -> each.owner().equals(receipt.creator()))
                .toList();
        var kept = receipt.lines().stream()
                .map(line -> new QualifiedViews.DayOfViews(
                        receipt.creator(), SubjectRef.video(line.video()), line.qualifiedViews(), line.excluded()))
                .toList();
        return counted.equals(kept);
    }

    /** The posting that the receipt names credits its creator with its amount. */
    private boolean ledgerHolds(Receipt receipt) {
        if (receipt.transfer() == null) {
            return receipt.micros() == 0;
        }
        var account = new Account(
                AccountKind.CREATOR_ESTIMATED, receipt.creator(), receipt.pool().currency());
        @Nullable String cursor = null;
        do {
            var part = ledger.statement(account, cursor, STATEMENT_PART);
            for (var line : part.items()) {
                if (line.transfer().equals(receipt.transfer())) {
                    return line.micros() == receipt.micros()
                            && line.cause()
                                    .equals(PostingRewards.cause(receipt.pool().day()));
                }
            }
            cursor = part.next();
        } while (cursor != null);
        return false;
    }
}
