package ovation.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store over rows and files. */
@Service
class StoredMedia implements MediaStore {

    static final String POSTER = "poster.jpg";
    static final String UPLOADED = "uploaded";
    /** The rendition that is the upload itself, at most put into another box. */
    static final String SOURCE = "source";

    private final Assets assets;
    private final MediaFiles files;
    private final MediaLinks links;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    StoredMedia(
            Assets assets,
            MediaFiles files,
            MediaLinks links,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.assets = assets;
        this.files = files;
        this.links = links;
        this.events = events;
        this.transaction = transaction;
    }

    static String fileOf(String rendition) {
        return rendition + ".mp4";
    }

    @Override
    public Optional<Asset> find(UUID asset) {
        return assets.find(asset).map(Assets.Stored::asset);
    }

    @Override
    public Map<UUID, Asset> findAll(Collection<UUID> ids) {
        var found = new HashMap<UUID, Asset>();
        assets.findAll(ids).forEach((id, stored) -> found.put(id, stored.asset()));
        return found;
    }

    @Override
    public Playback playback(Asset asset) {
        var sources = asset.renditions().stream()
                .map(rendition ->
                        new Source(links.sign(asset.id(), fileOf(rendition.name())), "video/mp4", rendition.height()))
                .toList();
        return new Playback(links.sign(asset.id(), POSTER), sources);
    }

    @Override
    public Asset adopt(UUID owner, Path mp4, Path poster, int durationMillis, int width, int height) {
        try {
            var clip = Mp4Reader.read(mp4);
            var picture = ImageIO.read(poster.toFile());
            if (picture == null) {
                throw new IllegalArgumentException("not a picture that Java reads: " + poster);
            }
            var directory = files.newDirectory();
            var bytes = Files.size(mp4);
            copyIn(directory, fileOf(SOURCE), mp4);
            copyIn(directory, POSTER, poster);
            return transaction.execute(_ -> {
                var id = assets.add(owner, directory, bytes);
                assets.describe(
                        id,
                        new Clip(durationMillis, width, height, clip.video(), true, clip.audio()),
                        Blurhash.of(picture));
                assets.addRendition(id, new Rendition(SOURCE, width, height, bytes));
                assets.progress(id, 100);
                assets.become(id, State.READY);
                events.publishEvent(new RenditionReady(id));
                return find(id).orElseThrow();
            });
        } catch (IOException | Mp4Reader.Unreadable broken) {
            throw new IllegalArgumentException("not a ready clip: " + mp4, broken);
        }
    }

    /** The rows go with the caller's transaction, the files once it has committed. */
    @Override
    public void delete(UUID asset) {
        assets.find(asset).ifPresent(stored -> {
            assets.delete(asset);
            afterCommit(() -> files.removeAll(stored.directory()));
        });
    }

    /** Ends an asset that is no good: the row stays to say why, the files go. */
    void refuse(Assets.Stored stored, MediaProblem problem) {
        transaction.executeWithoutResult(_ -> assets.refuse(stored.asset().id(), problem.code()));
        files.removeAll(stored.directory());
    }

    /** A further rendition is in its place. */
    void ready(UUID asset, Rendition rendition) {
        transaction.executeWithoutResult(_ -> {
            assets.addRendition(asset, rendition);
            assets.become(asset, State.READY);
            events.publishEvent(new RenditionReady(asset));
        });
    }

    private void copyIn(String directory, String file, Path from) throws IOException {
        var workspace = files.workspace();
        try {
            files.keep(directory, file, Files.copy(from, workspace.resolve(file)));
        } finally {
            files.discard(workspace);
        }
    }

    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    static BufferedImage picture(Path jpeg) {
        try {
            var picture = ImageIO.read(jpeg.toFile());
            if (picture == null) {
                throw new IOException("not a picture: " + jpeg);
            }
            return picture;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
