package ovation.rewards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.partners.Idempotency;

/** Closing days, for finance. */
@RestController
@RequestMapping("/api/v1/rewards/days")
@Tag(name = "rewards")
class DaysApi {

    private static final int MAX_DAYS = 100;

    private final Days days;
    private final SettlingRewards settling;
    private final Idempotency idempotency;

    DaysApi(Days days, SettlingRewards settling, Idempotency idempotency) {
        this.days = days;
        this.settling = settling;
        this.idempotency = idempotency;
    }

    /** @param open days that are not closed; on the first part only */
    record Listing(
            List<Days.Open> open,
            List<Days.Closed> items,
            @Nullable String next) {}

    @GetMapping
    @Operation(summary = "Days to close, and closed ones with their pools, newest first")
    Listing days(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "28") int limit) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        if (limit < 1 || limit > MAX_DAYS) {
            throw Refused.field("limit", "days_out_of_range");
        }
        var closed = days.closed(cursor, limit);
        return new Listing(cursor == null ? days.open() : List.of(), closed.items(), closed.next());
    }

    /** @param closed false if somebody, or the daily close, was faster */
    record ClosedDay(LocalDate day, boolean closed) {}

    record Close(LocalDate day) {}

    @PostMapping("/{day}/close")
    @Operation(summary = "Settles a day: splits its revenue and writes the receipts")
    ResponseEntity<Object> close(
            Viewer viewer,
            @PathVariable LocalDate day,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var person = viewer.as(Role.FINANCE, Role.ADMIN);
        return idempotency.once(
                viewer,
                "rewards.days.close",
                key,
                new Close(day),
                () -> ResponseEntity.ok(new ClosedDay(day, settling.settle(day, person))));
    }
}
