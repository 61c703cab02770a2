package ovation.videos;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;
import ovation.identity.Viewer;
import tools.jackson.databind.JsonNode;

/** A client of the upload protocol. */
record Tus(Clips clips, Viewer owner) {

    HttpResponse<byte[]> begin(long length) {
        return clips.send(clips.as(owner, "/api/v1/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody()));
    }

    UUID begun(long length) {
        var answer = begin(length);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body()));
        }
        var location = answer.headers().firstValue("location").orElseThrow();
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    HttpResponse<byte[]> append(UUID upload, long offset, byte[] bytes) {
        return clips.send(clips.as(owner, "/api/v1/uploads/" + upload)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    long offset(UUID upload) {
        return clips.send(clips.as(owner, "/api/v1/uploads/" + upload).method("HEAD", BodyPublishers.noBody()))
                .headers()
                .firstValueAsLong("upload-offset")
                .orElseThrow();
    }

    /** Sends a whole file in pieces. */
    UUID send(byte[] file) {
        var upload = begun(file.length);
        for (var from = 0; from < file.length; from += 300_000) {
            var answer = append(upload, from, Arrays.copyOfRange(file, from, Math.min(file.length, from + 300_000)));
            if (answer.statusCode() != 204) {
                throw new AssertionError(answer.statusCode() + " " + new String(answer.body()));
            }
        }
        return upload;
    }

    JsonNode asset(UUID upload) {
        return clips.json(clips.get(owner, "/api/v1/assets/" + upload));
    }

    String state(UUID upload) {
        return asset(upload).path("state").asString();
    }

    /** Waits for the verdict. */
    JsonNode settled(UUID upload) {
        Clips.until(() -> {
            var state = state(upload);
            return state.equals("ready") || state.equals("refused");
        });
        return asset(upload);
    }

    /** Waits for all renditions. */
    JsonNode finished(UUID upload) {
        Clips.until(() -> asset(upload).path("progressPercent").asInt() == 100);
        return asset(upload);
    }
}
