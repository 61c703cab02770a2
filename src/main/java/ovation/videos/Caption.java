package ovation.videos;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ovation.base.Refused;

/**
 * A text with {@code #tags} and {@code @handles} in it. Plain text only: what looks like a tag or a handle becomes a link
 * when it is drawn, nothing else does.
 */
record Caption(String text) {

    static final int MAX_CODE_POINTS = 2200;
    static final int MAX_TAGS = 30;
    static final int MAX_MENTIONS = 20;

    /** Not inside a word or an address; a tag has at least one letter, so that "#1" stays a number. */
    private static final Pattern MARKS = Pattern.compile(
            "(?<![\\p{L}\\p{N}\\p{M}_&/#@.])(?:#([\\p{N}\\p{M}_]*\\p{L}[\\p{L}\\p{N}\\p{M}_]*)|@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?))");

    private static final int MAX_TAG_CODE_POINTS = 100;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\u202A-\\u202E\\u2066-\\u2069]");

    enum Kind {
        TEXT,
        TAG,
        HANDLE
    }

    /** @param target the tag or the handle in its one spelling; the text itself for plain text */
    record Piece(Kind kind, String text, String target) {}

    /** @throws Refused if it is too long or has too many tags */
    static Caption of(String raw, String field, int maxCodePoints, String reason) {
        var text = Normalizer.normalize(
                        CONTROLS.matcher(raw.replace("\r\n", "\n")).replaceAll(""), Normalizer.Form.NFC)
                .strip();
        if (text.codePointCount(0, text.length()) > maxCodePoints) {
            throw Refused.field(field, reason);
        }
        var caption = new Caption(text);
        if (caption.tags().size() > MAX_TAGS) {
            throw Refused.field(field, "too_many_tags");
        }
        return caption;
    }

    List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        var marks = MARKS.matcher(text);
        var from = 0;
        while (marks.find()) {
            var tag = marks.group(1);
            if (tag != null && tag.codePointCount(0, tag.length()) > MAX_TAG_CODE_POINTS) {
                continue;
            }
            if (marks.start() > from) {
                var before = text.substring(from, marks.start());
                pieces.add(new Piece(Kind.TEXT, before, before));
            }
            pieces.add(
                    tag != null
                            ? new Piece(Kind.TAG, marks.group(), spelling(tag))
                            : new Piece(
                                    Kind.HANDLE, marks.group(), marks.group(2).toLowerCase(Locale.ROOT)));
            from = marks.end();
        }
        if (from < text.length()) {
            pieces.add(new Piece(Kind.TEXT, text.substring(from), text.substring(from)));
        }
        return pieces;
    }

    /** Each once, in order of appearance. */
    List<String> tags() {
        return targets(Kind.TAG);
    }

    List<String> handles() {
        return targets(Kind.HANDLE);
    }

    /** The one spelling under which a tag is found. */
    static String spelling(String tag) {
        return Normalizer.normalize(tag, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** What a link with a tag fills into a new post: nothing but a tag can be filled in so. */
    static String beginningWith(@Nullable String tag) {
        return tag == null || !tag.matches("[\\p{L}\\p{N}_]{1,100}") ? "" : "#" + tag + " ";
    }

    private List<String> targets(Kind kind) {
        var targets = new LinkedHashSet<String>();
        for (var piece : pieces()) {
            if (piece.kind() == kind) {
                targets.add(piece.target());
            }
        }
        return List.copyOf(targets);
    }
}
