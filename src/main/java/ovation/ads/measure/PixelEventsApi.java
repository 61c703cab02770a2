package ovation.ads.measure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.measure.PixelEvent.Amount;
import ovation.ads.measure.TakingEvents.Source;
import ovation.ads.measure.TakingEvents.Verdict;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.identity.ClientAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where advertisers' pages and servers report. No cookie is read or set. */
@RestController
@RequestMapping("/api/v1/pixels/{id}/events")
@Tag(name = "pixels")
class PixelEventsApi {

    static final int MOST_EVENTS = 500;
    private static final int MOST_BYTES = 512 * 1024;
    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Pixels pixels;
    private final TakingEvents taking;
    private final PixelLimits limits;
    private final JsonMapper json;

    PixelEventsApi(Pixels pixels, TakingEvents taking, PixelLimits limits, JsonMapper json) {
        this.pixels = pixels;
        this.taking = taking;
        this.limits = limits;
        this.json = json;
    }

    record Batch(@Nullable List<@Nullable PixelEvent> events) {}

    record Verdicts(List<Verdict> verdicts) {}

    /** Read as it comes: a page that sends text needs not ask first (a simple request). */
    @PostMapping
    @Operation(
            summary =
                    "Up to 500 events, safe to send again: a page's by its origin, a server's with the header Ovation-Pixel-Secret")
    Verdicts take(
            @PathVariable UUID id,
            @RequestBody byte[] body,
            @RequestHeader(name = "Origin", required = false) @Nullable String origin,
            @RequestHeader(name = "Ovation-Pixel-Secret", required = false) @Nullable String secret,
            HttpServletRequest request) {
        var pixel = pixels.known(id).orElseThrow(Refused::notFound);
        var source = source(pixel, origin, secret, request);
        if (body.length > MOST_BYTES) {
            throw Refused.because(CommonProblem.TOO_LARGE, MOST_EVENTS);
        }
        var events = read(body).events();
        if (events == null) {
            throw Refused.field("events", "required");
        }
        if (events.size() > MOST_EVENTS) {
            throw Refused.because(CommonProblem.TOO_LARGE, MOST_EVENTS);
        }
        limits.events(id, events.size());
        return new Verdicts(taking.take(pixel, source, events));
    }

    private Source source(Pixel pixel, @Nullable String origin, @Nullable String secret, HttpServletRequest request) {
        if (secret == null) {
            limits.browser(pixel.id(), ClientAddress.of(request));
            refuseUnless(pixel, origin != null && pixel.allows(origin), MeasureProblem.PIXEL_ORIGIN_NOT_ALLOWED);
            return Source.PIXEL;
        }
        limits.server(pixel.id());
        refuseUnless(pixel, origin == null, MeasureProblem.PIXEL_SECRET_IN_BROWSER);
        refuseUnless(pixel, EditingPixels.isSecretOf(pixel, secret), MeasureProblem.PIXEL_SECRET_WRONG);
        return Source.SERVER;
    }

    private void refuseUnless(Pixel pixel, boolean good, MeasureProblem problem) {
        if (!good) {
            taking.turnedAway(pixel, problem.code());
            throw Refused.because(problem);
        }
    }

    private Batch read(byte[] body) {
        try {
            return json.readValue(body, Batch.class);
        } catch (JacksonException malformed) {
            throw Refused.field("events", "not_json");
        }
    }

    /** One event by an image, for pages without scripts; the verdict stands in a header. */
    @GetMapping
    @Operation(summary = "One event by an image of a page whose origin is allowed, told by its Referer")
    ResponseEntity<byte[]> image(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(name = "id", required = false) @Nullable String eventId,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable Long valueMicros,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String ovclid,
            @RequestParam(required = false) @Nullable String consent,
            @RequestHeader(name = "Referer", required = false) @Nullable String referer,
            HttpServletRequest request) {
        var pixel = pixels.known(id).orElseThrow(Refused::notFound);
        limits.browser(id, ClientAddress.of(request));
        limits.events(id, 1);
        var origin = origin(referer);
        refuseUnless(pixel, origin != null && pixel.allows(origin), MeasureProblem.PIXEL_ORIGIN_NOT_ALLOWED);
        var amount = valueMicros == null ? null : new Amount(valueMicros, currency);
        var verdict = taking.take(
                        pixel,
                        Source.PIXEL,
                        List.of(new PixelEvent(event, eventId, at, amount, ovclid, null, null, consent)))
                .getFirst();
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .header(
                        "Ovation-Verdict",
                        verdict.code() == null ? verdict.verdict() : verdict.verdict() + "; " + verdict.code())
                .body(DOT);
    }

    private static @Nullable String origin(@Nullable String referer) {
        if (referer == null) {
            return null;
        }
        try {
            var uri = new URI(referer);
            return uri.getHost() == null
                    ? null
                    : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
