package ovation.ledger.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides the transfers of a batch one after the other, each on what the ones before it have left: exactly what would become
 * of them if they were posted alone in this order.
 *
 * <p>In this order: a known id replays what is stored of it, or is {@link Refusal#ID_REUSED}. An id outside the window, a stopped
 * currency and a closed account refuse, and nothing is stored. A floored account that would fall below its floor refuses, and
 * that is stored. Else the transfer stands.
 */
public final class Deciding {

    private final List<Asked> asked;
    private final List<AccountState> accounts;
    private final Map<UUID, Known> known;
    private final Set<String> stopped;
    private final long[] balances;
    private final long[] versions;
    private final Decided decided = new Decided();

    private Deciding(List<Asked> asked, List<AccountState> accounts, Map<UUID, Known> known, Set<String> stopped) {
        this.asked = asked;
        this.accounts = accounts;
        this.known = new HashMap<>(known);
        this.stopped = stopped;
        this.balances = accounts.stream().mapToLong(AccountState::balance).toArray();
        this.versions = accounts.stream().mapToLong(AccountState::version).toArray();
    }

    /**
     * @param asked in the order in which they are decided
     * @param accounts all that the transfers name, each once
     * @param known what is stored of their ids, as far as anything is
     * @param stopped the currencies in which nothing is posted
     */
    public static Decided decide(
            List<Asked> asked, List<AccountState> accounts, Map<UUID, Known> known, Set<String> stopped) {
        var deciding = new Deciding(asked, accounts, known, stopped);
        for (var place = 0; place < asked.size(); place++) {
            deciding.next(place);
        }
        return deciding.decided;
    }

    private void next(int place) {
        var request = asked.get(place);
        var before = known.get(request.id());
        if (before != null) {
            decided.answer(
                    Arrays.equals(before.hash(), request.hash())
                            ? new Answer(before.refusal(), true)
                            : new Answer(Refusal.ID_REUSED, false));
            return;
        }
        var refusal = refuse(request);
        decided.answer(new Answer(refusal, false));
        if (refusal == null || refusal == Refusal.INSUFFICIENT_FUNDS) {
            known.put(request.id(), new Known(request.hash(), refusal));
            decided.store(new Decided.NewTransfer(place, refusal));
            if (refusal == null) {
                post(request);
            }
        }
    }

    private @Nullable Refusal refuse(Asked request) {
        if (request.knownOnly()) {
            return Refusal.ID_OUT_OF_WINDOW;
        }
        if (stopped.contains(request.currency())) {
            return Refusal.CURRENCY_STOPPED;
        }
        for (var place : request.accounts()) {
            if (accounts.get(place).closed()) {
                return Refusal.ACCOUNT_CLOSED;
            }
        }
        for (var leg = 0; leg < request.accounts().length; leg++) {
            var place = request.accounts()[leg];
            var amount = request.amounts()[leg];
            var account = accounts.get(place);
            if (amount < 0 && account.floored() && balances[place] - account.pendingOut() + amount < account.floor()) {
                return Refusal.INSUFFICIENT_FUNDS;
            }
        }
        return null;
    }

    private void post(Asked request) {
        var transfer = decided.transfers().size() - 1;
        for (var leg = 0; leg < request.accounts().length; leg++) {
            var place = request.accounts()[leg];
            var amount = request.amounts()[leg];
            var account = accounts.get(place);
            if (account.hot()) {
                decided.store(new Decided.NewEntry(transfer, leg, account, amount, 0, 0));
            } else {
                balances[place] = Math.addExact(balances[place], amount);
                decided.store(new Decided.NewEntry(transfer, leg, account, amount, ++versions[place], balances[place]));
            }
        }
    }
}
