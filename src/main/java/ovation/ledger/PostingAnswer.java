package ovation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;
import ovation.ledger.core.Answer;

/** What the posting functions answer for one transfer. @param reason null when it stands */
record PostingAnswer(@Nullable String reason, boolean replayed) {

    static PostingAnswer of(ResultSet row, int number) throws SQLException {
        return new PostingAnswer(row.getString("outcome"), row.getBoolean("replayed"));
    }

    /** @param answer {@code posted} or a reason, with {@code =} before it when it was given before */
    static PostingAnswer of(String answer) {
        var replayed = answer.startsWith("=");
        var reason = replayed ? answer.substring(1) : answer;
        return new PostingAnswer(reason.equals("posted") ? null : reason, replayed);
    }

    static PostingAnswer of(Answer answer) {
        return new PostingAnswer(
                answer.refusal() == null ? null : answer.refusal().name(), answer.replayed());
    }

    PostingOutcome outcome(UUID id) {
        return reason == null ? new Posted(id, replayed) : new Rejected(id, Reason.valueOf(reason));
    }
}
