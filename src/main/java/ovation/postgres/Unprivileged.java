package ovation.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. An ordinary user needs nothing; root goes through a user namespace, in which the
 * server sees itself as nobody while its files stay root's.
 */
record Unprivileged(List<String> prefix) {

    static Unprivileged detect() {
        if (!isRoot()) {
            return new Unprivileged(List.of());
        }
        var namespace = List.of("unshare", "-U", "--");
        if (works(namespace)) {
            return new Unprivileged(namespace);
        }
        throw new IllegalStateException(
                "PostgreSQL cannot run as root, and this machine allows no user namespace (unshare -U). "
                        + "Run Ovation as an ordinary user, or set SPRING_DATASOURCE_URL to a PostgreSQL 18.");
    }

    List<String> command(List<String> program) {
        var command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    private static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | UnsupportedOperationException notUnix) {
            return false;
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            var command = new ArrayList<>(prefix);
            command.add("true");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
