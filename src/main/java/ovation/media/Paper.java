package ovation.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jspecify.annotations.Nullable;

/**
 * A plain document of A4 pages: lines of text and rows of a table, from top to bottom, with real text that can be searched and
 * copied. Helvetica is one of the fourteen fonts that every reader has, so nothing is embedded; letters outside Latin-1 become a
 * question mark.
 */
public final class Paper implements AutoCloseable {

    private static final PDType1Font PLAIN = new PDType1Font(FontName.HELVETICA);
    private static final PDType1Font BOLD = new PDType1Font(FontName.HELVETICA_BOLD);
    private static final float LEFT = 48;
    private static final float TOP = PDRectangle.A4.getHeight() - 56;
    private static final float BOTTOM = 56;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float PADDING = 3;

    private final PDDocument document = new PDDocument();
    private @Nullable PDPageContentStream page;
    private @Nullable Runnable head;
    private float y;

    public Paper(String title, String language) {
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage(language);
    }

    /** A line of text, broken between words where it is too long. */
    public void line(String text, float size, boolean bold) {
        for (var part : broken(latin(text), size, bold ? BOLD : PLAIN, WIDTH)) {
            room(size * 1.5f);
            y -= size * 1.5f;
            write(part, LEFT, size, bold ? BOLD : PLAIN);
        }
    }

    public void gap(float height) {
        y -= height;
    }

    /** Repeated at the top of each page that the rows after it reach. */
    public void head(Runnable row) {
        head = row;
        row.run();
    }

    /**
     * A row, with a thin rule below it. The last cell stands at the right.
     *
     * @param widths of the cells, in proportion
     */
    public void row(boolean bold, float[] widths, String... cells) {
        var size = 9f;
        var font = bold ? BOLD : PLAIN;
        var total = 0f;
        for (var width : widths) {
            total += width;
        }
        var texts = new ArrayList<List<String>>();
        var lines = 1;
        for (var i = 0; i < cells.length; i++) {
            texts.add(broken(latin(cells[i]), size, font, widths[i] / total * WIDTH - 2 * PADDING));
            lines = Math.max(lines, texts.getLast().size());
        }
        room(lines * size * 1.3f + 2 * PADDING);
        y -= PADDING;
        var x = LEFT;
        for (var i = 0; i < cells.length; i++) {
            var width = widths[i] / total * WIDTH;
            for (var line = 0; line < texts.get(i).size(); line++) {
                var text = texts.get(i).get(line);
                var from = i == cells.length - 1 ? x + width - PADDING - width(text, size, font) : x + PADDING;
                y -= (line + 1) * size * 1.3f;
                write(text, from, size, font);
                y += (line + 1) * size * 1.3f;
            }
            x += width;
        }
        y -= lines * size * 1.3f + PADDING;
        rule();
    }

    public byte[] bytes() {
        try {
            if (page != null) {
                page.close();
                page = null;
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream room(float height) {
        if (page != null && y - height >= BOTTOM) {
            return page;
        }
        try {
            if (page != null) {
                page.close();
            }
            var blank = new PDPage(PDRectangle.A4);
            document.addPage(blank);
            page = new PDPageContentStream(document, blank);
            y = TOP;
            if (head != null) {
                var repeated = head;
                head = null;
                repeated.run();
                head = repeated;
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text, float x, float size, PDType1Font font) {
        try {
            var content = room(0);
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(x, y);
            content.showText(text);
            content.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rule() {
        try {
            var content = room(0);
            content.setLineWidth(0.25f);
            content.moveTo(LEFT, y);
            content.lineTo(LEFT + WIDTH, y);
            content.stroke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> broken(String text, float size, PDType1Font font, float room) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word, size, font) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static float width(String text, float size, PDType1Font font) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the font can write: printable Latin-1. */
    private static String latin(String text) {
        var written = new StringBuilder(text.length());
        text.codePoints()
                .map(each -> Character.isWhitespace(each) || each == 0xA0 || each == 0x202F ? ' ' : each)
                .forEach(each -> written.appendCodePoint(
                        each >= ' ' && each < 0x7F || each > 0xA0 && each <= 0xFF ? each : '?'));
        return written.toString();
    }
}
