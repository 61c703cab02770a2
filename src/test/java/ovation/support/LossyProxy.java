package ovation.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and PostgreSQL and sometimes loses the server's last word: a COMMIT has been carried out, or a
 * statement outside a transaction, and before its answer comes through the connection breaks. The client cannot know.
 */
public final class LossyProxy implements AutoCloseable {

    private static final int COMMAND_COMPLETE = 'C';
    private static final int READY = 'Z';

    private final ServerSocket door;
    private final AtomicLong lost = new AtomicLong();
    private volatile int serverPort;
    private volatile double lossRate;

    public LossyProxy(int serverPort) {
        try {
            this.serverPort = serverPort;
            this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** After a restart the server is elsewhere. */
    public void leadTo(int port) {
        serverPort = port;
    }

    /** @param rate of the commits whose answer is lost, from 0 to 1 */
    public void lose(double rate) {
        lossRate = rate;
    }

    /** How many answers were lost so far. */
    public long lost() {
        return lost.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var requests = Thread.ofVirtual().start(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                } catch (IOException broken) {
                    // the other direction notices too
                }
                closeQuietly(server);
            });
            answers(new DataInputStream(server.getInputStream()), client.getOutputStream());
            closeQuietly(client);
            requests.join();
        } catch (IOException broken) {
            closeQuietly(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every message of the server is a letter, a length that counts itself, and a body. Forwards whole messages. */
    private void answers(DataInputStream server, OutputStream client) throws IOException {
        var worked = false;
        while (true) {
            var letter = server.read();
            if (letter < 0) {
                return;
            }
            var length = server.readInt();
            var body = server.readNBytes(length - 4);
            worked |= letter == COMMAND_COMPLETE && ends(body);
            var idle = letter == READY && body[0] == 'I';
            if (worked && (idle || letter == COMMAND_COMPLETE && tag(body).equals("COMMIT"))) {
                worked = false;
                if (ThreadLocalRandom.current().nextDouble() < lossRate) {
                    lost.incrementAndGet();
                    return;
                }
            }
            var message = new byte[1 + length];
            message[0] = (byte) letter;
            message[1] = (byte) (length >>> 24);
            message[2] = (byte) (length >>> 16);
            message[3] = (byte) (length >>> 8);
            message[4] = (byte) length;
            System.arraycopy(body, 0, message, 5, body.length);
            client.write(message);
            if (server.available() == 0) {
                client.flush();
            }
        }
    }

    private static boolean ends(byte[] body) {
        return tag(body).startsWith("SELECT") || tag(body).equals("COMMIT");
    }

    private static String tag(byte[] body) {
        return new String(body, 0, body.length - 1, StandardCharsets.US_ASCII);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // as wished
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
