package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.PostingOutcome;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.Transfer;

/** Posts, and keeps which fact each transfer belongs to. Always inside the transaction of the fact. */
@Component
class Postings {

    private static final int TRANSFERS_A_CALL = 1_000;

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Postings(Ledger ledger, JdbcClient jdbc, Clock clock) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a fact moves. @param legs may be empty: then nothing is posted */
    record Move(String kind, List<Leg> legs) {}

    /** @throws Refused if a currency is stopped */
    void post(SubjectRef fact, UUID person, Instant at, List<Move> moves) {
        var transfers = new ArrayList<Transfer>();
        for (var move : moves) {
            if (!move.legs().isEmpty()) {
                transfers.add(new Transfer(Ids.next(clock), move.kind(), fact, at, move.legs()));
            }
        }
        for (var from = 0; from < transfers.size(); from += TRANSFERS_A_CALL) {
            for (var outcome :
                    ledger.postAll(transfers.subList(from, Math.min(transfers.size(), from + TRANSFERS_A_CALL)))) {
                if (outcome instanceof PostingOutcome.Rejected rejected
                        && rejected.reason() == Reason.CURRENCY_STOPPED) {
                    throw Refused.because(WalletProblem.COINS_STOPPED);
                }
                outcome.orThrow();
            }
        }
        transfers.forEach(transfer -> keep(transfer, fact.id(), person));
    }

    /** One that another module has posted for us. */
    void keep(Transfer transfer, UUID fact, UUID person) {
        var turnover = transfer.legs().stream()
                .mapToLong(Leg::micros)
                .filter(micros -> micros > 0)
                .sum();
        jdbc.sql("""
                        INSERT INTO wallet_posting (transfer, kind, fact, person, currency, micros, at)
                        VALUES (:transfer, :kind, :fact, :person, :currency, :micros, :at)
                        """)
                .param("transfer", transfer.id())
                .param("kind", transfer.kind())
                .param("fact", fact)
                .param("person", person)
                .param("currency", transfer.legs().getFirst().account().currency())
                .param("micros", turnover)
                .param("at", transfer.effectiveAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
