package ovation.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Attachment;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** Unused paid coins by issue date, for finance. */
@RestController
@RequestMapping("/api/v1/finance/coins")
@Tag(name = "wallet")
class UnusedCoinsApi {

    private final UnusedCoins unused;
    private final Clock clock;

    UnusedCoinsApi(UnusedCoins unused, Clock clock) {
        this.unused = unused;
        this.clock = clock;
    }

    record Report(LocalDate asOf, List<UnusedCoins.Line> items) {}

    @GetMapping("/unused")
    @Operation(summary = "Unused paid coins by issue date, as of the end of a day; today unless asked otherwise")
    Report unused(Viewer viewer, @RequestParam(required = false) @Nullable LocalDate asOf) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var day = asOf == null ? today() : asOf;
        return new Report(day, unused.asOf(day));
    }

    @GetMapping(path = "/unused.csv", produces = "text/csv")
    @Operation(summary = "The same, every figure exact")
    ResponseEntity<String> csv(Viewer viewer, @RequestParam(required = false) @Nullable LocalDate asOf) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var day = asOf == null ? today() : asOf;
        var lines = unused.asOf(day).stream()
                .map(line -> String.join(
                        ",",
                        line.issuedOn().toString(),
                        line.region(),
                        Long.toString(line.coins().number()),
                        line.paid().currency(),
                        line.paid().decimal(),
                        line.deferred().decimal()));
        return Attachment.of(
                "unused-coins-" + day + ".csv",
                Attachment.CSV,
                Stream.concat(Stream.of("issued_on,region,coins,currency,paid,deferred"), lines)
                        .collect(Collectors.joining("\r\n", "", "\r\n")));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
