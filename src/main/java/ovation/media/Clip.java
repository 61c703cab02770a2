package ovation.media;

import java.util.Optional;

/**
 * What a file holds, as ffprobe or our own reader found it.
 *
 * @param width as shown, after the turn that phones note beside the picture
 * @param plainPictures 8 bits, 4:2:0: what every browser decodes
 * @param audio codec name; empty without a track, which is normal
 */
record Clip(int durationMillis, int width, int height, String video, boolean plainPictures, Optional<String> audio) {

    static final int MAX_SECONDS = 600;
    /** Of the longer side: full HD in both directions, and what phones call 2K, but not 4K. */
    static final int MAX_SIDE_PIXELS = 2048;

    Optional<MediaProblem> problem() {
        if (durationMillis > MAX_SECONDS * 1000 + 500) {
            return Optional.of(MediaProblem.TOO_LONG);
        }
        if (Math.max(width, height) > MAX_SIDE_PIXELS) {
            return Optional.of(MediaProblem.TOO_MANY_PIXELS);
        }
        return width < 16 || height < 16 || durationMillis <= 0 ? Optional.of(MediaProblem.DAMAGED) : Optional.empty();
    }

    /** Whether browsers play it as it is. */
    boolean playsEverywhere() {
        return video.equals("h264") && plainPictures && audio.map("aac"::equals).orElse(true);
    }

    /** Whether it may go out as it is, only in another box. */
    boolean goesOutAsItIs(long bytes) {
        var megabitsPerSecond = bytes * 8.0 / 1000 / Math.max(1, durationMillis);
        return playsEverywhere() && Math.min(width, height) <= 720 && megabitsPerSecond <= 6;
    }

    int shortSide() {
        return Math.min(width, height);
    }

    boolean hasAudio() {
        return audio.isPresent();
    }
}
