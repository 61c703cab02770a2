package ovation.payments.sandbox;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox company's REST: for merchants, and under {@code /operator} for whoever plays the company. */
@Sandbox
@Hidden
@RestController
@RequestMapping(SandboxApi.PATH)
class SandboxApi {

    static final String PATH = "/sandbox/psp/v1";
    private static final String KEY = "X-Sandbox-Key";

    private final SandboxDesk desk;
    private final SandboxTokens tokens;

    SandboxApi(SandboxDesk desk, SandboxTokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    @PostMapping("/payments")
    ResponseEntity<Object> pay(
            @RequestHeader(value = KEY, required = false) @Nullable String key,
            @RequestBody SandboxPsp.NewPayment payment) {
        return answer(key, () -> desk.pay(payment));
    }

    @GetMapping("/payments/{reference}")
    ResponseEntity<Object> payment(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        return answer(key, () -> desk.payment(reference).orElseThrow(SandboxRefusal::unknown));
    }

    @PostMapping("/payments/{reference}/capture")
    ResponseEntity<Object> capture(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        return answer(key, () -> desk.capture(reference));
    }

    @PostMapping("/refunds")
    ResponseEntity<Object> refund(
            @RequestHeader(value = KEY, required = false) @Nullable String key,
            @RequestBody SandboxPsp.NewRefund refund) {
        return answer(key, () -> desk.refund(refund));
    }

    @GetMapping("/refunds/{reference}")
    ResponseEntity<Object> refund(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        return answer(key, () -> desk.refundOf(reference).orElseThrow(SandboxRefusal::unknown));
    }

    @GetMapping("/disputes")
    ResponseEntity<Object> disputes(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @RequestParam Instant since) {
        return answer(key, () -> Map.of("items", desk.disputesSince(since)));
    }

    @GetMapping("/disputes/{id}")
    ResponseEntity<Object> dispute(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable String id) {
        return answer(key, () -> desk.dispute(id).orElseThrow(SandboxRefusal::unknown));
    }

    @PostMapping("/transfers")
    ResponseEntity<Object> transfer(
            @RequestHeader(value = KEY, required = false) @Nullable String key,
            @RequestBody SandboxPsp.NewTransfer transfer) {
        return answer(key, () -> desk.transfer(transfer));
    }

    @GetMapping("/transfers/{reference}")
    ResponseEntity<Object> transfer(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        return answer(key, () -> desk.transferOf(reference).orElseThrow(SandboxRefusal::unknown));
    }

    @GetMapping(value = "/settlements/{day}", produces = "text/csv;charset=UTF-8")
    ResponseEntity<Object> settlement(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable LocalDate day) {
        return answer(key, () -> desk.settlement(day));
    }

    @PostMapping("/operator/payments/{reference}/disputes")
    ResponseEntity<Object> openDispute(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        check(key);
        return ResponseEntity.ok(Map.of("id", desk.openDispute(reference)));
    }

    @PutMapping("/operator/disputes/{id}/decision")
    ResponseEntity<Object> decideDispute(
            @RequestHeader(value = KEY, required = false) @Nullable String key,
            @PathVariable String id,
            @RequestParam boolean won) {
        check(key);
        desk.decideDispute(id, won);
        return ResponseEntity.of(desk.dispute(id).map(each -> each));
    }

    @PutMapping("/operator/refunds/{reference}/decision")
    ResponseEntity<Object> decideRefund(
            @RequestHeader(value = KEY, required = false) @Nullable String key,
            @PathVariable UUID reference,
            @RequestParam boolean succeeded) {
        check(key);
        desk.decideRefund(reference, succeeded);
        return ResponseEntity.of(desk.refundOf(reference).map(each -> each));
    }

    @PutMapping("/operator/transfers/{reference}/return")
    ResponseEntity<Object> returnTransfer(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @PathVariable UUID reference) {
        check(key);
        desk.returnTransfer(reference);
        return ResponseEntity.of(desk.transferOf(reference).map(each -> each));
    }

    @GetMapping("/operator/switches")
    Switches switches(@RequestHeader(value = KEY, required = false) @Nullable String key) {
        check(key);
        return desk.switches();
    }

    @PutMapping("/operator/switches")
    Switches switchTo(
            @RequestHeader(value = KEY, required = false) @Nullable String key, @RequestBody Switches switches) {
        check(key);
        desk.switchTo(switches);
        return desk.switches();
    }

    @PostMapping("/operator/webhooks/delivery")
    ResponseEntity<Object> deliver(@RequestHeader(value = KEY, required = false) @Nullable String key) {
        check(key);
        return ResponseEntity.ok(Map.of("more", desk.deliver()));
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(SandboxRefusal refusal) {
        return ResponseEntity.status(refusal.status()).body(Map.of("error", String.valueOf(refusal.getMessage())));
    }

    /** As the switches stand: loses the question, or does the work and loses or slows the answer. */
    private ResponseEntity<Object> answer(@Nullable String key, Supplier<?> work) {
        check(key);
        var switches = desk.switches();
        if (hit(switches.questionsLostPercent())) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        Object result = work.get();
        if (switches.answerDelayMillis() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(switches.answerDelayMillis()));
        }
        if (hit(switches.answersLostPercent())) {
            return ResponseEntity.status(HttpStatus.BAD_GATEWAY).build();
        }
        return ResponseEntity.ok(result);
    }

    private static boolean hit(int percent) {
        return percent > 0 && ThreadLocalRandom.current().nextInt(100) < percent;
    }

    private void check(@Nullable String key) {
        if (key == null || !MessageDigest.isEqual(bytes(key), bytes(tokens.apiKey()))) {
            throw new SandboxRefusal(401, "key_unknown");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
