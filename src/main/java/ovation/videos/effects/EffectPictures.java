package ovation.videos.effects;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.videos.Effects.PictureKind;

/**
 * Pictures that effects draw with. What a file is, its first bytes say, not its name; its size is read before it is decoded, and what
 * is kept is drawn anew as PNG, so that nothing that was hidden in it comes along.
 */
@Repository
class EffectPictures {

    static final int MOST_BYTES = 1_000_000;
    private static final int MOST_OF_AN_OWNER = 500;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final JdbcClient jdbc;
    private final Clock clock;

    EffectPictures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static String address(UUID id) {
        return "/effects/pictures/" + id;
    }

    UUID keep(UUID owner, PictureKind kind, byte[] file) {
        if (file.length == 0 || file.length > mostBytes(kind)) {
            throw Refused.field("picture", file.length == 0 ? "required" : "picture_too_heavy");
        }
        var picture = read(kind, file);
        // videos_effect_picture_owner
        var kept = jdbc.sql("SELECT count(*) FROM videos_effect_picture WHERE owner = :owner")
                .param("owner", owner)
                .query(Long.class)
                .single();
        if (kept >= MOST_OF_AN_OWNER) {
            throw Refused.field("picture", "too_many");
        }
        var id = Ids.next(clock);
        jdbc.sql("""
                INSERT INTO videos_effect_picture (id, owner, kind, width, height, png, kept_at)
                VALUES (:id, :owner, :kind, :width, :height, :png, :now)
                """)
                .param("id", id)
                .param("owner", owner)
                .param("kind", kind.name())
                .param("width", picture.getWidth())
                .param("height", picture.getHeight())
                .param("png", png(picture))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    Optional<byte[]> png(UUID id) {
        // primary key
        return jdbc.sql("SELECT png FROM videos_effect_picture WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes("png"))
                .optional();
    }

    /** What a picture is for, if it is the owner's. */
    Optional<PictureKind> kind(UUID owner, UUID id) {
        // primary key
        return jdbc.sql("SELECT kind FROM videos_effect_picture WHERE id = :id AND owner = :owner")
                .param("id", id)
                .param("owner", owner)
                .query((row, number) -> PictureKind.valueOf(row.getString("kind")))
                .optional();
    }

    private static int mostBytes(PictureKind kind) {
        return switch (kind) {
            case ICON -> 99_999;
            case STICKER -> 300_000;
            case FRAME, LUT -> MOST_BYTES;
        };
    }

    private static BufferedImage read(PictureKind kind, byte[] file) {
        var format = begins(file, PNG) ? "png" : begins(file, JPEG) ? "jpeg" : "";
        if (format.isEmpty()) {
            throw Refused.field("picture", "not_a_picture");
        }
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            if (!fits(kind, reader.getWidth(0), reader.getHeight(0))) {
                throw Refused.field("picture", "picture_size_" + kind.name().toLowerCase(java.util.Locale.ROOT));
            }
            return reader.read(0);
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof Refused refused) {
                throw refused;
            }
            throw Refused.field("picture", "not_a_picture");
        } finally {
            reader.dispose();
        }
    }

    private static boolean fits(PictureKind kind, int width, int height) {
        return switch (kind) {
            case ICON -> width == 64 && height == 64;
            case FRAME -> width == 540 && height == 960;
            case STICKER -> width >= 16 && height >= 16 && width <= 512 && height <= 512;
            case LUT -> width == 512 && height == 512;
        };
    }

    private static byte[] png(BufferedImage picture) {
        var plain = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var canvas = plain.createGraphics();
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(plain, "png", out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static boolean begins(byte[] file, byte[] with) {
        return file.length > with.length && java.util.Arrays.mismatch(file, 0, with.length, with, 0, with.length) < 0;
    }
}
