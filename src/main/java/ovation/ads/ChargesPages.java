package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** What one charge bills, for finance: each impression and click with the figures of its auction. Viewers stay unnamed. */
@Controller
class ChargesPages {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    ChargesPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param bid for a thousand impressions, or for a click */
    record Line(
            UUID exposure,
            String event,
            UUID ad,
            Instant servedAt,
            Money bid,
            Money runnerUp,
            Money reserve,
            int candidates,
            Money price) {}

    @GetMapping("/finance/charges/{transfer}")
    String charges(Viewer viewer, @PathVariable UUID transfer, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var lines = lines(transfer);
        if (lines.isEmpty()) {
            throw Refused.notFound();
        }
        model.addAttribute("transfer", transfer);
        model.addAttribute("lines", lines);
        model.addAttribute("most", MOST);
        return "ads/charges";
    }

    private List<Line> lines(UUID transfer) {
        // ads_charge_transfer
        return jdbc.sql("""
                SELECT * FROM ads_charge WHERE transfer = :transfer ORDER BY served_at, exposure LIMIT :most
                """)
                .param("transfer", transfer)
                .param("most", MOST)
                .query((row, number) -> {
                    var currency = row.getString("currency");
                    return new Line(
                            row.getObject("exposure", UUID.class),
                            row.getString("event"),
                            row.getObject("ad", UUID.class),
                            row.getTimestamp("served_at").toInstant(),
                            new Money(row.getLong("bid_micros"), currency),
                            new Money(row.getLong("runner_up_micros"), currency),
                            new Money(row.getLong("reserve_micros"), currency),
                            row.getInt("candidates"),
                            new Money(row.getLong("price_micros"), currency));
                })
                .list();
    }
}
