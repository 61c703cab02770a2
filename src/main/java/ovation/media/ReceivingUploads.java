package ovation.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Refused;
import ovation.media.Assets.Stored;
import ovation.media.MediaStore.State;

/** The file's length on disk is the offset: it is true after a cut and after a kill -9. */
@Service
class ReceivingUploads implements Uploads {

    private static final Duration RATE_WINDOW = Duration.ofMinutes(30);
    private static final int RATE_UPLOADS = 30;
    private static final Duration ABANDONED = Duration.ofHours(24);
    /** The upload, its renditions and some air. */
    private static final int SPACE_FACTOR = 3;

    private final Assets assets;
    private final Jobs jobs;
    private final MediaFiles files;
    private final StoredMedia store;
    private final MediaWorkers workers;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    ReceivingUploads(
            Assets assets,
            Jobs jobs,
            MediaFiles files,
            StoredMedia store,
            MediaWorkers workers,
            TransactionTemplate transaction,
            Clock clock) {
        this.assets = assets;
        this.jobs = jobs;
        this.files = files;
        this.store = store;
        this.workers = workers;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Upload begin(UUID owner, long length) {
        if (length > MAX_BYTES) {
            throw Refused.because(MediaProblem.FILE_TOO_LARGE);
        }
        if (length < Container.HEAD_BYTES) {
            throw Refused.because(MediaProblem.NOT_A_VIDEO);
        }
        if (assets.begunSince(owner, clock.instant().minus(RATE_WINDOW)) >= RATE_UPLOADS) {
            throw Refused.because(MediaProblem.TOO_MANY_UPLOADS);
        }
        if (files.free() < length * SPACE_FACTOR) {
            throw Refused.because(MediaProblem.STORAGE_FULL);
        }
        return new Upload(assets.add(owner, files.newDirectory(), length), length, 0);
    }

    @Override
    public Upload find(UUID owner, UUID asset) {
        return upload(own(owner, asset));
    }

    @Override
    public Upload append(UUID owner, UUID asset, long offset, InputStream body) throws IOException {
        if (!busy.add(asset)) {
            throw Refused.because(MediaProblem.UPLOAD_BUSY);
        }
        try {
            var stored = own(owner, asset);
            var before = upload(stored);
            if (before.offset() != offset) {
                throw Refused.because(MediaProblem.UPLOAD_OFFSET, before.offset());
            }
            if (before.complete()) {
                return before;
            }
            var within = true;
            try {
                within =
                        files.append(stored.directory(), StoredMedia.UPLOADED, body, before.length() - before.offset());
            } finally {
                received(stored);
            }
            if (!within) {
                throw Refused.because(MediaProblem.UPLOAD_OFFSET, before.length());
            }
            return upload(stored);
        } finally {
            busy.remove(asset);
        }
    }

    @Override
    public void cancel(UUID owner, UUID asset) {
        var stored = own(owner, asset);
        if (stored.asset().state() == State.UPLOADING) {
            store.delete(asset);
        }
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forgetAbandoned() {
        assets.unfinishedBefore(clock.instant().minus(ABANDONED))
                .forEach(stored -> store.delete(stored.asset().id()));
        files.discardOlderThan(ABANDONED);
    }

    private void received(Stored stored) throws IOException {
        var upload = upload(stored);
        if (upload.offset() < Container.HEAD_BYTES) {
            return;
        }
        if (!isVideo(stored)) {
            store.refuse(stored, MediaProblem.NOT_A_VIDEO);
            throw Refused.because(MediaProblem.NOT_A_VIDEO);
        }
        if (upload.complete()) {
            transaction.executeWithoutResult(_ -> {
                if (assets.lock(upload.asset(), State.UPLOADING)) {
                    assets.become(upload.asset(), State.PROCESSING);
                    jobs.add(upload.asset(), Jobs.PREPARE, 0);
                }
            });
            workers.wake();
        }
    }

    private boolean isVideo(Stored stored) throws IOException {
        var file = files.local(stored.directory(), StoredMedia.UPLOADED).orElseThrow();
        try (var in = Files.newInputStream(file)) {
            return Container.of(in.readNBytes(Container.HEAD_BYTES)).isPresent();
        }
    }

    private Stored own(UUID owner, UUID asset) {
        return assets.find(asset)
                .filter(stored -> stored.asset().owner().equals(owner))
                .orElseThrow(Refused::notFound);
    }

    private Upload upload(Stored stored) {
        var length = stored.declaredBytes();
        var offset = stored.asset().state() == State.UPLOADING
                ? files.size(stored.directory(), StoredMedia.UPLOADED)
                : length;
        return new Upload(stored.asset().id(), length, offset);
    }
}
