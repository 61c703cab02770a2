package ovation.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * A process that gives and may be killed: says in a file what it sends before it sends it, and what it was told after it was
 * told. Whoever gets no answer sends the same again until there is one. Ends when its input ends.
 */
final class TrialLoad {

    private static final int CLIENTS = 12;

    private TrialLoad() {}

    /** @param arguments the database's address, password, the file to write, and the home of the seals */
    public static void main(String[] arguments) throws Exception {
        var source = new HikariDataSource();
        source.setJdbcUrl(arguments[0]);
        source.setUsername("ovation_app");
        source.setPassword(arguments[1]);
        source.setMaximumPoolSize(8);
        source.setConnectionTimeout(10_000);
        source.setInitializationFailTimeout(-1);
        try (var diary = new Diary(Path.of(arguments[2]));
                var parts = LedgerParts.over(
                        source,
                        Clock.systemUTC(),
                        LedgerParts.LANE,
                        Path.of(arguments[3]),
                        new StaticListableBeanFactory());
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var ending = new AtomicBoolean();
            for (var client = 0; client < CLIENTS; client++) {
                var alone = client % 4 == 0;
                clients.submit(() -> {
                    while (!ending.get()) {
                        give(TrialGift.now(), parts, alone, diary);
                    }
                    return null;
                });
            }
            diary.write("ready");
            while (System.in.read() >= 0) {
                // until whoever started us lets go
            }
            ending.set(true);
        }
    }

    /** @param alone within a transaction of the caller, as other modules post; else through the lane */
    private static void give(TrialGift gift, LedgerParts parts, boolean alone, Diary diary) throws IOException {
        diary.write("S " + gift.id());
        while (true) {
            try {
                var outcome = alone
                        ? parts.transaction().execute(status -> parts.books().post(gift.transfer()))
                        : parts.books().post(gift.transfer());
                diary.write("A " + gift.id() + " " + (outcome instanceof PostingOutcome.Posted));
                return;
            } catch (RuntimeException unknown) {
                // Sent again with the same id: what became of it, the ledger knows.
            }
        }
    }

    /** Written through to the file at each line, so that only the machine's own death loses one. */
    private record Diary(FileChannel file) implements AutoCloseable {

        Diary(Path path) throws IOException {
            this(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }

        void write(String line) throws IOException {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
