package ovation.videos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.media.MediaStore;
import ovation.media.Uploads;

/**
 * Resumable upload by the tus protocol 1.0 (tus.io), with its extensions creation and termination, and what became of the
 * upload. The upload's id is the asset's.
 */
@Tag(name = "uploads")
@RestController
class UploadsApi {

    private static final String VERSION = "1.0.0";

    /** @param state uploading, processing, ready or refused */
    record AssetView(
            UUID id,
            String state,
            int progressPercent,
            int durationMillis,
            int width,
            int height,
            boolean hasAudio,
            @Nullable String blurhash,
            MediaStore.@Nullable Playback playback,
            @Nullable Refusal refusal) {}

    record Refusal(String code, String detail) {}

    private final Uploads uploads;
    private final MediaStore media;
    private final MessageSource messages;

    UploadsApi(Uploads uploads, MediaStore media, MessageSource messages) {
        this.uploads = uploads;
        this.media = media;
        this.messages = messages;
    }

    @Operation(summary = "What the upload server can do (tus)")
    @RequestMapping(path = "/api/v1/uploads", method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,termination")
                .header("Tus-Max-Size", Long.toString(Uploads.MAX_BYTES))
                .build();
    }

    @Operation(summary = "Begins an upload of so many bytes (tus creation)")
    @PostMapping("/api/v1/uploads")
    ResponseEntity<Void> begin(
            Viewer viewer,
            @RequestHeader(name = "Tus-Resumable", defaultValue = "") String version,
            @RequestHeader(name = "Upload-Length", defaultValue = "-1") long length) {
        var owner = viewer.person();
        understood(version);
        if (length < 0) {
            throw Refused.field("Upload-Length", "length_needed");
        }
        var upload = uploads.begin(owner, length);
        return ResponseEntity.created(URI.create("/api/v1/uploads/" + upload.asset()))
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", "0")
                .build();
    }

    @Operation(summary = "How many bytes have arrived (tus)")
    @RequestMapping(path = "/api/v1/uploads/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(Viewer viewer, @PathVariable UUID id) {
        var upload = uploads.find(viewer.person(), id);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(upload.offset()))
                .header("Upload-Length", Long.toString(upload.length()))
                .build();
    }

    @Operation(summary = "Appends bytes at the offset (tus)")
    @PatchMapping(path = "/api/v1/uploads/{id}", consumes = "application/offset+octet-stream")
    ResponseEntity<Void> append(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "Tus-Resumable", defaultValue = "") String version,
            @RequestHeader("Upload-Offset") long offset,
            HttpServletRequest request)
            throws IOException {
        var owner = viewer.person();
        understood(version);
        var upload = uploads.append(owner, id, offset, request.getInputStream());
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(upload.offset()))
                .build();
    }

    @Operation(summary = "Gives an upload up (tus termination)")
    @DeleteMapping("/api/v1/uploads/{id}")
    ResponseEntity<Void> cancel(Viewer viewer, @PathVariable UUID id) {
        uploads.cancel(viewer.person(), id);
        return ResponseEntity.noContent().header("Tus-Resumable", VERSION).build();
    }

    @Operation(summary = "What became of an upload of one's own: progress, playback, or why it was refused")
    @GetMapping("/api/v1/assets/{id}")
    AssetView asset(Viewer viewer, @PathVariable UUID id, Locale locale) {
        var person = viewer.person();
        var asset = media.find(id).filter(found -> found.owner().equals(person)).orElseThrow(Refused::notFound);
        return new AssetView(
                asset.id(),
                asset.state().name().toLowerCase(Locale.ROOT),
                asset.progressPercent(),
                asset.durationMillis(),
                asset.width(),
                asset.height(),
                asset.hasAudio(),
                asset.blurhash(),
                asset.state() == MediaStore.State.READY ? media.playback(asset) : null,
                refusal(asset.refusal(), locale));
    }

    private @Nullable Refusal refusal(@Nullable String code, Locale locale) {
        if (code == null) {
            return null;
        }
        var detail = messages.getMessage("problem." + code, null, code, locale);
        return new Refusal(code, detail == null ? code : detail);
    }

    private static void understood(String version) {
        if (!version.equals(VERSION)) {
            throw Refused.because(VideoProblem.UNSUPPORTED_TUS);
        }
    }
}
