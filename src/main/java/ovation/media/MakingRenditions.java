package ovation.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;
import ovation.media.Assets.Stored;
import ovation.media.MediaStore.Rendition;

/** One rung of the ladder: plain MP4, H.264 Main and AAC, index first, a key frame every two seconds. */
@Service
class MakingRenditions {

    private static final int PREPARED_PERCENT = 5;

    private final Ffmpeg ffmpeg;
    private final MediaFiles files;
    private final Assets assets;
    private final Jobs jobs;
    private final StoredMedia store;
    private final Duration patience;

    MakingRenditions(
            Ffmpeg ffmpeg, MediaFiles files, Assets assets, Jobs jobs, StoredMedia store, MediaSettings settings) {
        this.ffmpeg = ffmpeg;
        this.files = files;
        this.assets = assets;
        this.jobs = jobs;
        this.store = store;
        this.patience = settings.patience();
    }

    void make(Stored stored, Rung rung, Container container) throws Unfit {
        var asset = stored.asset();
        var clip = new Clip(asset.durationMillis(), asset.width(), asset.height(), "", true, Optional.<String>empty());
        var upload = files.local(stored.directory(), StoredMedia.UPLOADED)
                .orElseThrow(() -> new Unfit(MediaProblem.DAMAGED, "the upload is gone"));
        var size = rung.fit(clip);
        var workspace = files.workspace();
        try {
            var made = workspace.resolve(StoredMedia.fileOf(rung.name()));
            var arguments = new ArrayList<>(Ffmpeg.input(container, upload));
            arguments.addAll(encoding(rung, size));
            arguments.add(made.toString());
            var result = ffmpeg.ffmpeg(arguments, patience, progress(stored));
            if (!result.fine()) {
                throw new Unfit(MediaProblem.DAMAGED, result.errors());
            }
            files.keep(stored.directory(), StoredMedia.fileOf(rung.name()), made);
        } finally {
            files.discard(workspace);
        }
        var bytes = files.size(stored.directory(), StoredMedia.fileOf(rung.name()));
        store.ready(asset.id(), new Rendition(rung.name(), size.width(), size.height(), bytes));
    }

    private List<String> encoding(Rung rung, Rung.Size size) {
        var encoder = ffmpeg.found().orElseThrow().encoder();
        var peak = rung.maxKilobits();
        var arguments = new ArrayList<>(List.of("-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1"));
        arguments.addAll(List.of("-map_chapters", "-1", "-sn", "-dn", "-fpsmax", "60"));
        arguments.addAll(List.of("-vf", "scale=" + size.width() + ":" + size.height() + ",setsar=1"));
        arguments.addAll(List.of("-c:v", encoder, "-pix_fmt", "yuv420p", "-profile:v", "main"));
        if (encoder.equals("libx264")) {
            arguments.addAll(List.of("-preset", "veryfast", "-crf", "23"));
        } else {
            arguments.addAll(List.of("-b:v", peak * 3 / 4 + "k"));
        }
        arguments.addAll(List.of("-maxrate", peak + "k", "-bufsize", peak * 2 + "k"));
        arguments.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*2)"));
        arguments.addAll(List.of("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "44100"));
        arguments.addAll(List.of("-movflags", "+faststart", "-f", "mp4"));
        return arguments;
    }

    private java.util.function.Consumer<String> progress(Stored stored) {
        var asset = stored.asset();
        var made = asset.renditions().stream()
                .filter(rendition -> !rendition.name().equals(StoredMedia.SOURCE))
                .count();
        var all = Math.max(1, made + jobs.left(asset.id()));
        var last = new AtomicInteger();
        return line -> Probe.progressMicros(line).ifPresent(micros -> {
            var share = Math.clamp(micros / 1000.0 / asset.durationMillis(), 0, 1);
            var percent = (int) (PREPARED_PERCENT + (99 - PREPARED_PERCENT) * (made + share) / all);
            if (percent > last.getAndSet(percent)) {
                assets.progress(asset.id(), percent);
            }
        });
    }
}
