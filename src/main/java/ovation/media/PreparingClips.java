package ovation.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.media.Assets.Stored;
import ovation.media.MediaStore.Rendition;

/** The first look at a whole upload: is it fit, its poster, and, if it can go out as it is, the first rendition. */
@Service
class PreparingClips {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PREPARED_PERCENT = 5;

    private final Ffmpeg ffmpeg;
    private final Probe probe;
    private final MediaFiles files;
    private final Assets assets;
    private final Jobs jobs;
    private final StoredMedia store;
    private final TransactionTemplate transaction;

    PreparingClips(
            Ffmpeg ffmpeg,
            Probe probe,
            MediaFiles files,
            Assets assets,
            Jobs jobs,
            StoredMedia store,
            TransactionTemplate transaction) {
        this.ffmpeg = ffmpeg;
        this.probe = probe;
        this.files = files;
        this.assets = assets;
        this.jobs = jobs;
        this.store = store;
        this.transaction = transaction;
    }

    void prepare(Stored stored) throws Unfit, IOException {
        var upload = files.local(stored.directory(), StoredMedia.UPLOADED)
                .orElseThrow(() -> new Unfit(MediaProblem.DAMAGED, "the upload is gone"));
        var container = Container.of(head(upload))
                .orElseThrow(() -> new Unfit(MediaProblem.NOT_A_VIDEO, "neither MP4 nor WebM"));
        var workspace = files.workspace();
        try {
            if (ffmpeg.available()) {
                withFfmpeg(stored, container, upload, workspace);
            } else {
                asItIs(stored, container, upload, workspace);
            }
        } finally {
            files.discard(workspace);
        }
    }

    private void withFfmpeg(Stored stored, Container container, Path upload, Path workspace) throws Unfit {
        var clip = probe.look(container, upload);
        var poster = poster(container, upload, clip, workspace);
        var hash = Blurhash.of(StoredMedia.picture(poster));
        files.keep(stored.directory(), StoredMedia.POSTER, poster);
        var remuxed = clip.goesOutAsItIs(stored.declaredBytes());
        if (remuxed) {
            keepSource(stored, remux(container, upload, workspace));
        }
        var id = stored.asset().id();
        transaction.executeWithoutResult(_ -> {
            assets.describe(id, clip, hash);
            assets.progress(id, PREPARED_PERCENT);
            for (var rung : Rung.of(clip, remuxed)) {
                jobs.add(id, rung.name(), rung.rank());
            }
            if (remuxed) {
                store.ready(id, source(stored, clip));
            }
        });
    }

    /** Without ffmpeg we look at the boxes only, and let through what every browser plays. */
    private void asItIs(Stored stored, Container container, Path upload, Path workspace) throws Unfit, IOException {
        if (container != Container.MOV) {
            throw new Unfit(MediaProblem.FFMPEG_NEEDED, "not MP4");
        }
        Clip clip;
        try {
            clip = Mp4Reader.read(upload);
        } catch (Mp4Reader.Unreadable cut) {
            throw new Unfit(MediaProblem.DAMAGED, String.valueOf(cut.getMessage()));
        }
        var problem = clip.problem();
        if (problem.isPresent()) {
            throw new Unfit(problem.get(), clip.toString());
        }
        if (!clip.playsEverywhere()) {
            throw new Unfit(MediaProblem.FFMPEG_NEEDED, clip.toString());
        }
        var picture = plainPoster(clip);
        var poster = workspace.resolve(StoredMedia.POSTER);
        if (!ImageIO.write(picture, "jpg", poster.toFile())) {
            throw new IllegalStateException("this Java writes no JPEG");
        }
        files.keep(stored.directory(), StoredMedia.POSTER, poster);
        keepSource(stored, Files.copy(upload, workspace.resolve("copy")));
        var id = stored.asset().id();
        transaction.executeWithoutResult(_ -> {
            assets.describe(id, clip, Blurhash.of(picture));
            store.ready(id, source(stored, clip));
        });
    }

    private Path poster(Container container, Path upload, Clip clip, Path workspace) throws Unfit {
        var size = new Rung("poster", 720, 0, 0).fit(clip);
        var poster = workspace.resolve(StoredMedia.POSTER);
        for (var second : List.of(Math.min(1.0, clip.durationMillis() / 4000.0), 0.0)) {
            var arguments = new ArrayList<>(List.of("-ss", Double.toString(second)));
            arguments.addAll(Ffmpeg.input(container, upload));
            arguments.addAll(List.of("-map", "0:v:0", "-frames:v", "1", "-map_metadata", "-1"));
            arguments.addAll(List.of("-vf", "scale=" + size.width() + ":" + size.height() + ",setsar=1"));
            arguments.addAll(List.of("-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "image2", "-update", "1"));
            arguments.add(poster.toString());
            ffmpeg.ffmpeg(arguments, PATIENCE, _ -> {});
            if (Files.isRegularFile(poster)) {
                return poster;
            }
        }
        throw new Unfit(MediaProblem.DAMAGED, "no frame can be decoded");
    }

    /** Index first, so that it plays while it loads; no metadata, which would say where it was filmed. */
    private Path remux(Container container, Path upload, Path workspace) throws Unfit {
        var made = workspace.resolve("source.mp4");
        var arguments = new ArrayList<>(Ffmpeg.input(container, upload));
        arguments.addAll(List.of("-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-map_metadata", "-1"));
        arguments.addAll(List.of("-map_chapters", "-1", "-movflags", "+faststart", "-f", "mp4", made.toString()));
        var result = ffmpeg.ffmpeg(arguments, PATIENCE, _ -> {});
        if (!result.fine()) {
            throw new Unfit(MediaProblem.DAMAGED, result.errors());
        }
        return made;
    }

    private void keepSource(Stored stored, Path made) {
        files.keep(stored.directory(), StoredMedia.fileOf(StoredMedia.SOURCE), made);
    }

    private Rendition source(Stored stored, Clip clip) {
        var bytes = files.size(stored.directory(), StoredMedia.fileOf(StoredMedia.SOURCE));
        return new Rendition(StoredMedia.SOURCE, clip.width(), clip.height(), bytes);
    }

    private static BufferedImage plainPoster(Clip clip) {
        var size = new Rung("poster", 360, 0, 0).fit(clip);
        var picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.setPaint(new java.awt.GradientPaint(
                0, 0, new Color(0x2a2433), size.width(), size.height(), new Color(0x0c0b10)));
        canvas.fillRect(0, 0, size.width(), size.height());
        canvas.dispose();
        return picture;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Container.HEAD_BYTES);
        }
    }
}
