package ovation.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What a file is by its first bytes. Names and declared types are never asked: a playlist named {@code .mp4} is how
 * somebody would make us fetch for him.
 */
enum Container {
    /** ISO base media and QuickTime: a {@code ftyp} box first. */
    MOV("mov"),
    /** Matroska and WebM: an EBML header first. */
    MATROSKA("matroska");

    /** So many bytes are enough to decide. */
    static final int HEAD_BYTES = 16;

    /** Still pictures in the same boxes. */
    private static final Set<String> PICTURES = Set.of("heic", "heix", "heif", "mif1", "msf1", "avif", "avis", "crx ");

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    /** The one demuxer that ffmpeg may use for it. */
    String demuxer() {
        return demuxer;
    }

    static Optional<Container> of(byte[] head) {
        if (head.length < HEAD_BYTES) {
            return Optional.empty();
        }
        if (text(head, 4).equals("ftyp") && !PICTURES.contains(text(head, 8))) {
            return Optional.of(MOV);
        }
        var ebml = head[0] == 0x1A && head[1] == 0x45 && (head[2] & 0xFF) == 0xDF && (head[3] & 0xFF) == 0xA3;
        return ebml ? Optional.of(MATROSKA) : Optional.empty();
    }

    private static String text(byte[] head, int from) {
        return new String(head, from, 4, StandardCharsets.ISO_8859_1);
    }
}
