package ovation.media;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import ovation.media.Assets.Stored;
import ovation.media.Jobs.Job;
import ovation.media.MediaStore.State;

/** The threads that take jobs from the database and do them, one at a time each. */
@Component
class MediaWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MediaWorkers.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final Jobs jobs;
    private final Assets assets;
    private final MediaFiles files;
    private final StoredMedia store;
    private final PreparingClips preparing;
    private final MakingRenditions making;
    private final Ffmpeg ffmpeg;
    private final int threads;
    private final Semaphore news = new Semaphore(0);
    private final List<Thread> running = new ArrayList<>();

    MediaWorkers(
            Jobs jobs,
            Assets assets,
            MediaFiles files,
            StoredMedia store,
            PreparingClips preparing,
            MakingRenditions making,
            Ffmpeg ffmpeg,
            MediaSettings settings) {
        this.jobs = jobs;
        this.assets = assets;
        this.files = files;
        this.store = store;
        this.preparing = preparing;
        this.making = making;
        this.ffmpeg = ffmpeg;
        this.threads = settings.threads();
    }

    /** There is something to do: do not wait for the next poll. */
    void wake() {
        news.release();
    }

    @Override
    public synchronized void start() {
        for (var i = 1; i <= threads; i++) {
            running.add(Thread.ofPlatform().name("media-" + i).daemon().start(this::work));
        }
    }

    @Override
    public synchronized void stop() {
        running.forEach(Thread::interrupt);
        ffmpeg.stopAll();
        for (var thread : running) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var job = jobs.take();
                if (job.isPresent()) {
                    doLeased(job.get());
                } else if (news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException broken) {
                log.warn("A media worker could not go on, and tries again", broken);
                if (!sleep(POLL)) {
                    return;
                }
            }
        }
    }

    private void doLeased(Job job) {
        var renewing = Thread.startVirtualThread(() -> {
            while (sleep(Jobs.LEASE.dividedBy(4))) {
                jobs.renew(job.id());
            }
        });
        try {
            assets.find(job.asset())
                    .filter(stored -> stored.asset().state() != State.REFUSED)
                    .ifPresent(stored -> attempt(job, stored));
        } finally {
            renewing.interrupt();
        }
    }

    private void attempt(Job job, Stored stored) {
        try {
            if (job.kind().equals(Jobs.PREPARE)) {
                preparing.prepare(stored);
            } else {
                making.make(stored, Rung.named(job.kind()), container(stored));
            }
            finish(job, stored);
        } catch (Unfit unfit) {
            if (!Thread.currentThread().isInterrupted()) {
                giveUp(job, stored, unfit);
            }
        } catch (IOException | RuntimeException broken) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            log.warn("Job {} of asset {} failed", job.kind(), job.asset(), broken);
            if (job.attempts() < ATTEMPTS) {
                jobs.later(job.id(), PAUSE_AFTER_FAILURE);
            } else {
                giveUp(job, stored, new Unfit(MediaProblem.DAMAGED, String.valueOf(broken.getMessage())));
            }
        }
    }

    private void finish(Job job, Stored stored) {
        jobs.done(job.id());
        if (jobs.left(job.asset()) == 0) {
            assets.progress(job.asset(), 100);
            files.remove(stored.directory(), StoredMedia.UPLOADED);
        } else {
            news.release(threads);
        }
    }

    /** What plays already goes on playing without the further rendition; anything else is refused. */
    private void giveUp(Job job, Stored stored, Unfit unfit) {
        log.info("Asset {}: {} ({})", job.asset(), unfit.getMessage(), job.kind());
        var playing = assets.find(job.asset())
                .filter(now -> now.asset().state() == State.READY)
                .isPresent();
        if (playing) {
            finish(job, stored);
        } else {
            store.refuse(stored, unfit.problem());
        }
    }

    private Container container(Stored stored) throws IOException, Unfit {
        var upload = files.local(stored.directory(), StoredMedia.UPLOADED)
                .orElseThrow(() -> new Unfit(MediaProblem.DAMAGED, "the upload is gone"));
        try (var in = Files.newInputStream(upload)) {
            return Container.of(in.readNBytes(Container.HEAD_BYTES))
                    .orElseThrow(() -> new Unfit(MediaProblem.NOT_A_VIDEO, "neither MP4 nor WebM"));
        }
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
