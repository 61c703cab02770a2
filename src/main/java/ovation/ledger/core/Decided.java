package ovation.ledger.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch comes to: an answer for each transfer, in order, and the rows to be written. */
public final class Decided {

    private final List<Answer> answers = new ArrayList<>();
    private final List<NewTransfer> transfers = new ArrayList<>();
    private final List<NewEntry> entries = new ArrayList<>();

    Decided() {}

    /** @param asked its place among those that asked. @param refusal null if it is posted */
    public record NewTransfer(int asked, @Nullable Refusal refusal) {}

    /**
     * @param transfer its place in {@link #transfers}
     * @param leg its number within the transfer, from 0
     * @param account as it stood before the batch
     * @param version of the account with this entry; 0 for a hot one, whose versions are not counted
     * @param balance of the account after it; 0 for a hot one
     */
    public record NewEntry(int transfer, int leg, AccountState account, long amount, long version, long balance) {}

    public List<Answer> answers() {
        return Collections.unmodifiableList(answers);
    }

    public List<NewTransfer> transfers() {
        return Collections.unmodifiableList(transfers);
    }

    /** Only of those that stand. */
    public List<NewEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Whether nobody is refused. */
    public boolean allStand() {
        return answers.stream().allMatch(each -> each.refusal() == null);
    }

    /** @param before the accounts of the batch. @return the same when its entries have been written, in the same order */
    public List<AccountState> after(List<AccountState> before) {
        var last = new HashMap<Long, NewEntry>();
        for (var entry : entries) {
            last.put(entry.account().id(), entry);
        }
        return before.stream()
                .map(each -> {
                    var entry = last.get(each.id());
                    return entry == null ? each : each.with(entry.balance(), entry.version());
                })
                .toList();
    }

    /** Whether some answer would be another if its id were known already: it refuses, and nothing is stored of it. */
    public boolean refusesUnstored() {
        return answers.stream()
                .anyMatch(each -> each.refusal() != null && each.refusal() != Refusal.INSUFFICIENT_FUNDS);
    }

    void answer(Answer answer) {
        answers.add(answer);
    }

    void store(NewTransfer transfer) {
        transfers.add(transfer);
    }

    void store(NewEntry entry) {
        entries.add(entry);
    }
}
