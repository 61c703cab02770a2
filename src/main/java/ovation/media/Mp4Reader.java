package ovation.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an MP4 holds from its boxes (ISO/IEC 14496-12), for a server without ffmpeg: length, size, codecs. It
 * decodes nothing, and believes no length that the file does not have.
 */
final class Mp4Reader {

    /** The file is cut off, or not what it says. */
    static final class Unreadable extends Exception {
        Unreadable(String why) {
            super(why);
        }
    }

    private static final int MAX_MOOV_BYTES = 64 * 1024 * 1024;
    private static final int HEADER_BYTES = 8;

    private long durationMillis;
    private @Nullable String video;
    private @Nullable String audio;
    private int width;
    private int height;
    /** Of the track being read. */
    private String handler = "";

    private int trackWidth;
    private int trackHeight;
    private boolean turned;

    private Mp4Reader() {}

    static Clip read(Path file) throws IOException, Unreadable {
        var reader = new Mp4Reader();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            reader.boxes(moov(channel));
        }
        if (reader.video == null) {
            throw new Unreadable("no picture");
        }
        return new Clip(
                (int) Math.min(Integer.MAX_VALUE, reader.durationMillis),
                reader.width,
                reader.height,
                reader.video,
                true,
                Optional.ofNullable(reader.audio));
    }

    /** Walks the top level: every box must end within the file, and the index must be there. */
    private static ByteBuffer moov(FileChannel channel) throws IOException, Unreadable {
        var end = channel.size();
        var position = 0L;
        ByteBuffer moov = null;
        var media = false;
        while (position + HEADER_BYTES <= end) {
            var header = bytes(channel, position, (int) Math.min(16, end - position));
            long size = header.getInt() & 0xFFFF_FFFFL;
            var type = type(header);
            var headerBytes = HEADER_BYTES;
            if (size == 1 && header.remaining() >= 8) {
                size = header.getLong();
                headerBytes = 16;
            } else if (size == 0) {
                size = end - position;
            }
            if (size < headerBytes || size > end - position) {
                throw new Unreadable("box " + type + " is cut off");
            }
            if (type.equals("moov")) {
                if (size > MAX_MOOV_BYTES) {
                    throw new Unreadable("index too large");
                }
                moov = bytes(channel, position + headerBytes, (int) size - headerBytes);
            }
            media |= type.equals("mdat") && size > headerBytes;
            position += size;
        }
        if (moov == null || !media) {
            throw new Unreadable("no index, or no media");
        }
        return moov;
    }

    private void boxes(ByteBuffer parent) throws Unreadable {
        while (parent.remaining() >= HEADER_BYTES) {
            var size = parent.getInt() & 0xFFFF_FFFFL;
            var type = type(parent);
            if (size < HEADER_BYTES || size - HEADER_BYTES > parent.remaining()) {
                throw new Unreadable("box " + type + " is longer than its parent");
            }
            var content = parent.slice(parent.position(), (int) size - HEADER_BYTES);
            parent.position(parent.position() + content.remaining());
            try {
                box(type, content);
            } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException shorter) {
                throw new Unreadable("box " + type + " is too short");
            }
        }
    }

    private void box(String type, ByteBuffer content) throws Unreadable {
        switch (type) {
            case "trak" -> {
                handler = "";
                boxes(content);
            }
            case "mdia", "minf", "stbl" -> boxes(content);
            case "mvhd" -> {
                var wide = content.get(0) == 1;
                var scale = content.getInt(wide ? 20 : 12) & 0xFFFF_FFFFL;
                var duration = wide ? content.getLong(24) : content.getInt(16) & 0xFFFF_FFFFL;
                durationMillis = scale == 0 ? 0 : Math.multiplyHigh(duration, 1000) != 0 ? 0 : duration * 1000 / scale;
            }
            case "tkhd" -> {
                var matrix = content.get(0) == 1 ? 52 : 40;
                turned = content.getInt(matrix) == 0 && content.getInt(matrix + 4) != 0;
                trackWidth = content.getInt(matrix + 36) >>> 16;
                trackHeight = content.getInt(matrix + 40) >>> 16;
            }
            case "hdlr" -> handler = four(content, 8);
            case "stsd" -> codec(content.getInt(4) > 0 ? four(content, 12) : "");
            default -> {
                // metadata, edit lists, sample tables: nothing we ask for
            }
        }
    }

    private void codec(String sampleEntry) {
        var name =
                switch (sampleEntry) {
                    case "avc1", "avc3" -> "h264";
                    case "mp4a" -> "aac";
                    default -> sampleEntry.strip();
                };
        if (handler.equals("vide") && video == null) {
            video = name;
            width = turned ? trackHeight : trackWidth;
            height = turned ? trackWidth : trackHeight;
        } else if (handler.equals("soun") && audio == null) {
            audio = name;
        }
    }

    private static String four(ByteBuffer content, int from) {
        var four = new byte[4];
        content.get(from, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private static String type(ByteBuffer buffer) {
        var four = new byte[4];
        buffer.get(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException, Unreadable {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new Unreadable("cut off");
            }
        }
        return buffer.flip();
    }
}
