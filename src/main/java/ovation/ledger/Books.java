package ovation.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ovation.base.Slice;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

/**
 * The door. Each call is one statement: within the caller's transaction if there is one, else committed by itself; single
 * postings then together with others that are made at the same moment ({@link HotLane}).
 */
@Component
class Books implements Ledger {

    private static final String POST_ONE = "SELECT ledger_post_one(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Months months;
    private final IdWindow window;
    private final ClosedMonths closedMonths;
    private final AccountIds accounts;
    private final Balances balances;
    private final HotLane lane;
    private final Clock clock;

    Books(
            JdbcTemplate jdbc,
            Months months,
            LedgerSettings settings,
            AccountIds accounts,
            Balances balances,
            HotLane lane,
            Clock clock) {
        this.jdbc = jdbc;
        this.months = months;
        this.window = new IdWindow(settings, clock);
        this.closedMonths = new ClosedMonths(JdbcClient.create(jdbc));
        this.accounts = accounts;
        this.balances = balances;
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public PostingOutcome post(Transfer transfer) {
        var refusal = PostingRules.refuse(transfer.legs());
        if (refusal.isPresent()) {
            return new Rejected(transfer.id(), refusal.get());
        }
        var legs = accounts.order(transfer.legs());
        if (legs.isEmpty()) {
            return put(List.of(transfer), null).getFirst();
        }
        var member = new LaneWriter.Member(transfer, RequestHash.of(transfer, null), legs.get(), knownOnly(transfer));
        var shared = TransactionSynchronizationManager.isActualTransactionActive()
                ? Optional.<PostingAnswer>empty()
                : lane.post(member);
        return toldWhy(shared.orElseGet(() -> postOne(member)).outcome(transfer.id()));
    }

    @Override
    public List<PostingOutcome> postAll(List<Transfer> transfers) {
        if (transfers.size() > PostingRules.MAX_TRANSFERS) {
            throw new IllegalArgumentException("At most " + PostingRules.MAX_TRANSFERS + " transfers a call");
        }
        return put(transfers, null);
    }

    @Override
    public PostingOutcome hold(Transfer transfer, Instant expiresAt) {
        return put(List.of(transfer), expiresAt).getFirst();
    }

    @Override
    public PostingOutcome settle(UUID id, UUID hold, Money amount) {
        if (!PostingRules.amountAllowed(amount)) {
            return new Rejected(id, Reason.NOT_BALANCED);
        }
        return end(id, hold, "settles", amount);
    }

    @Override
    public PostingOutcome release(UUID id, UUID hold) {
        return end(id, hold, "releases", null);
    }

    /** Ends a hold that nobody has ended in time. */
    PostingOutcome expire(UUID id, UUID hold) {
        return end(id, hold, "expires", null);
    }

    @Override
    public Balance balance(Account account) {
        return balances.of(List.of(account)).getFirst();
    }

    @Override
    public List<Balance> balances(List<Account> accounts) {
        return balances.of(accounts);
    }

    @Override
    public List<String> currencies() {
        return balances.currencies();
    }

    @Override
    public List<AccountBalance> balancesOf(AccountKind kind, String currency) {
        return balances.all(kind, currency);
    }

    @Override
    public Slice<StatementLine> statement(Account account, @Nullable String cursor, int limit) {
        return balances.statement(account, cursor, limit);
    }

    private PostingAnswer postOne(LaneWriter.Member member) {
        var transfer = member.transfer();
        var legs = member.legs();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var answer = jdbc.execute(POST_ONE, (PreparedStatementCallback<String>) statement -> {
            statement.setObject(1, transfer.id());
            statement.setString(2, transfer.kind());
            statement.setString(3, member.currency());
            statement.setString(4, transfer.cause().kind());
            statement.setObject(5, transfer.cause().id());
            statement.setObject(6, transfer.effectiveAt().atOffset(ZoneOffset.UTC));
            statement.setObject(7, now);
            statement.setBytes(8, member.hash().bytes());
            statement.setBoolean(9, member.knownOnly());
            statement.setObject(10, legs.accounts());
            statement.setObject(11, legs.amounts());
            statement.setInt(12, legs.cold());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        });
        return PostingAnswer.of(Objects.requireNonNull(answer));
    }

    private List<PostingOutcome> put(List<Transfer> transfers, @Nullable Instant expiresAt) {
        var asked = new ArrayList<PostingCall.Asked>(transfers.size());
        var refusals = new ArrayList<Optional<Reason>>(transfers.size());
        for (var transfer : transfers) {
            var refusal = PostingRules.refuse(transfer.legs());
            refusals.add(refusal);
            if (refusal.isEmpty()) {
                var hash = RequestHash.of(transfer, expiresAt);
                asked.add(new PostingCall.Asked(transfer, hash, knownOnly(transfer)));
            }
        }
        var answers = answers(asked, expiresAt).iterator();
        var outcomes = new ArrayList<PostingOutcome>(transfers.size());
        for (var i = 0; i < transfers.size(); i++) {
            var id = transfers.get(i).id();
            outcomes.add(refusals.get(i)
                    .<PostingOutcome>map(reason -> new Rejected(id, reason))
                    .orElseGet(() -> toldWhy(answers.next().outcome(id))));
        }
        return outcomes;
    }

    private List<PostingAnswer> answers(List<PostingCall.Asked> asked, @Nullable Instant expiresAt) {
        if (asked.isEmpty()) {
            return List.of();
        }
        var call = new PostingCall(asked, expiresAt, clock.instant());
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<List<PostingAnswer>>) call::on));
    }

    private PostingOutcome end(UUID id, UUID hold, String state, @Nullable Money amount) {
        var outside = outOfWindow(id);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var answer = jdbc.queryForObject(
                "SELECT outcome, replayed FROM ledger_end_hold(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                PostingAnswer::of,
                id,
                hold,
                state,
                amount == null ? null : amount.micros(),
                amount == null ? null : amount.currency(),
                RequestHash.ofEnding(hold, state, amount).bytes(),
                outside,
                now,
                now);
        return Objects.requireNonNull(answer).outcome(id);
    }

    /** What is dated in a closed month may only be the replay of a known one, like an id outside the window. */
    private boolean knownOnly(Transfer transfer) {
        return outOfWindow(transfer.id()) || closedMonths.closed(transfer.effectiveAt());
    }

    /** The database knows one reason for both; an id inside the window was refused for its date. */
    private PostingOutcome toldWhy(PostingOutcome outcome) {
        return outcome instanceof Rejected(var id, var reason)
                        && reason == Reason.ID_OUT_OF_WINDOW
                        && window.contains(id)
                ? new Rejected(id, Reason.PERIOD_CLOSED)
                : outcome;
    }

    private boolean outOfWindow(UUID id) {
        if (!window.contains(id)) {
            return true;
        }
        months.ensureFor(id);
        return false;
    }
}
