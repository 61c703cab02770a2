package ovation.rewards;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** A closed day for finance: whom its shares went to, by receipt; the way on from a posting. */
@Controller
class DayPages {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final People people;

    DayPages(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** @param transfer null when the receipt is of nothing */
    record Line(
            UUID receipt,
            UUID creator,
            Money amount,
            long qualifiedViews,
            @Nullable UUID transfer) {}

    @GetMapping("/finance/days/{day}")
    String day(
            Viewer viewer,
            @PathVariable LocalDate day,
            @RequestParam(required = false) @Nullable UUID transfer,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        // Primary key.
        var closed = jdbc.sql("SELECT count(*) FROM rewards_day WHERE day = :day")
                .param("day", day)
                .query(Long.class)
                .single();
        if (closed == 0) {
            throw Refused.notFound();
        }
        var lines = lines(day, transfer);
        model.addAttribute("day", day);
        model.addAttribute("transfer", transfer);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "cards", people.cards(lines.stream().map(Line::creator).toList()));
        return "rewards/day";
    }

    private List<Line> lines(LocalDate day, @Nullable UUID transfer) {
        // Served by rewards_receipt_pool.
        return jdbc.sql("""
                SELECT id, creator, micros, currency, qualified_views, transfer_id FROM rewards_receipt
                WHERE day = :day AND (:transfer::uuid IS NULL OR transfer_id = :transfer::uuid)
                ORDER BY micros DESC, id LIMIT :most
                """)
                .param("day", day)
                .param("transfer", transfer)
                .param("most", MOST)
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getObject("creator", UUID.class),
                        new Money(row.getLong("micros"), row.getString("currency")),
                        row.getLong("qualified_views"),
                        row.getObject("transfer_id", UUID.class)))
                .list();
    }
}
