package ovation.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import ovation.attention.AttentionIntake;
import ovation.attention.AttentionIntake.Origin;
import ovation.attention.AttentionIntake.Report;
import ovation.attention.AttentionIntake.Verdict;
import ovation.attention.AttentionType;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** The attention book's intake by REST. It stands here since the book lies below those who know who asks. */
@RestController
@Tag(name = "attention")
class AttentionApi {

    private final AttentionIntake intake;

    AttentionApi(AttentionIntake intake) {
        this.intake = intake;
    }

    /** @param type name of an {@link AttentionType} that clients may report */
    record Event(
            @Nullable String id,
            @Nullable String exposure,
            @Nullable String type,
            @Nullable Long watchedMillis) {}

    record Batch(@Nullable List<@Nullable Event> events) {}

    record Answer(
            @Nullable String id, String verdict, @Nullable String code) {}

    record Answers(List<Answer> verdicts) {}

    @PostMapping("/api/v1/attention")
    @Operation(summary = "Reports what was shown, watched and clicked: up to 500 events, safe to send again")
    Answers report(
            Viewer viewer,
            @RequestBody Batch batch,
            @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
            @RequestHeader(name = "Sec-Purpose", defaultValue = "") String purpose) {
        if (batch.events() == null) {
            throw Refused.field("events", "required");
        }
        if (batch.events().size() > AttentionIntake.MAX_BATCH) {
            throw Refused.because(CommonProblem.TOO_LARGE, AttentionIntake.MAX_BATCH);
        }
        var answers = new ArrayList<@Nullable Answer>(batch.events().size());
        var reports = new ArrayList<Report>(batch.events().size());
        for (var event : batch.events()) {
            var malformed = malformed(event);
            answers.add(malformed == null ? null : new Answer(event == null ? null : event.id(), "refused", malformed));
            if (malformed == null && event != null) {
                reports.add(parse(event));
            }
        }
        var verdicts = intake.take(viewer.id(), new Origin(userAgent, purpose.contains("prefetch")), reports)
                .iterator();
        return new Answers(answers.stream()
                .map(answer -> answer != null ? answer : answer(verdicts.next()))
                .toList());
    }

    private static @Nullable String malformed(@Nullable Event event) {
        if (event == null) {
            return "event_missing";
        }
        if (event.id() == null || Ids.parse(event.id()).isEmpty()) {
            return "id_invalid";
        }
        if (event.exposure() == null) {
            return "exposure_unknown";
        }
        return event.type() == null || type(event.type()).isEmpty() ? "type_unknown" : null;
    }

    @SuppressWarnings("NullAway") // malformed() has seen that nothing is missing
    private static Report parse(Event event) {
        return new Report(
                Ids.parse(event.id()).orElseThrow(),
                event.exposure(),
                type(event.type()).orElseThrow(),
                event.watchedMillis() == null ? 0 : event.watchedMillis());
    }

    private static Optional<AttentionType> type(String name) {
        try {
            return Optional.of(AttentionType.valueOf(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Answer answer(Verdict verdict) {
        return new Answer(verdict.id().toString(), verdict.kind().name().toLowerCase(Locale.ROOT), verdict.code());
    }
}
