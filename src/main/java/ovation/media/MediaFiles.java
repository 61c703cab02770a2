package ovation.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The storage port: one directory per asset, named at random; file names are ours. */
interface MediaFiles {

    /** Makes a new, empty directory and answers its name. */
    String newDirectory();

    /**
     * Appends at most so many bytes to a file, keeping all that arrived if the stream breaks.
     *
     * @return whether the stream ended within the limit
     */
    boolean append(String directory, String file, InputStream body, long atMost) throws IOException;

    /** 0 for a file that is not there. */
    long size(String directory, String file);

    /** A local file for reading; empty if it is not there, or the name is not one of ours. */
    Optional<Path> local(String directory, String file);

    /** Moves a finished local file in: it is there whole, or not at all. */
    void keep(String directory, String file, Path made);

    void remove(String directory, String file);

    void removeAll(String directory);

    /** A new directory for work in progress, on the same disk; whoever asks removes it. */
    Path workspace();

    void discard(Path workspace);

    /** Removes what killed workers have left: workspaces so much older than a new one. */
    void discardOlderThan(Duration age);

    /** Bytes that may still be written. */
    long free();
}
