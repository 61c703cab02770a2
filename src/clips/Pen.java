import module java.desktop;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A thin drawing surface over Java2D, so that the scenes read as drawings. */
final class Pen {
    enum Face { REGULAR, BOLD, BLACK, MONO }

    private static final Set<String> FAMILIES =
            Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    private static final Map<Face, Font> FACES = new ConcurrentHashMap<>();

    final BufferedImage img;
    final Graphics2D g;

    Pen(int w, int h) { this(new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB)); }

    Pen(BufferedImage img) {
        this.img = img;
        g = img.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }

    void sky(int... stops) { sky(Kit.cs(stops)); }
    void sky(Color... stops) { gradient(new Rectangle2D.Double(0, 0, img.getWidth(), img.getHeight()), 0, img.getHeight(), stops); }

    /** Fills a shape with an evenly spaced vertical gradient between y0 and y1. */
    void gradient(Shape s, double y0, double y1, Color... stops) {
        if (stops.length == 1) { fill(s, stops[0]); return; }
        float[] at = new float[stops.length];
        for (int i = 0; i < at.length; i++) at[i] = i / (float) (at.length - 1);
        g.setPaint(new LinearGradientPaint(0, (float) y0, 0, (float) y1, at, stops));
        g.fill(s);
    }
    void fill(Shape s, Color c) { g.setPaint(c); g.fill(s); }
    void stroke(Shape s, double w, Color c) {
        g.setPaint(c);
        g.setStroke(new BasicStroke((float) w, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(s);
    }
    void rect(double x, double y, double w, double h, Color c) { fill(new Rectangle2D.Double(x, y, w, h), c); }
    void round(double x, double y, double w, double h, double r, Color c) { fill(new RoundRectangle2D.Double(x, y, w, h, 2 * r, 2 * r), c); }
    void disc(double x, double y, double r, Color c) { oval(x, y, r, r, c); }
    void oval(double x, double y, double rx, double ry, Color c) { fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry), c); }
    void ring(double x, double y, double r, double w, Color c) { stroke(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), w, c); }
    void line(double x1, double y1, double x2, double y2, double w, Color c) { stroke(new Line2D.Double(x1, y1, x2, y2), w, c); }
    void lines(double w, Color c, double... xy) {
        Path2D p = new Path2D.Double();
        p.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) p.lineTo(xy[i], xy[i + 1]);
        stroke(p, w, c);
    }
    /** A soft light: the colour at the centre, nothing at the rim. */
    void glow(double x, double y, double r, Color c) {
        if (r < 1 || c.getAlpha() == 0) return;
        g.setPaint(new RadialGradientPaint((float) x, (float) y, (float) r, new float[] {0, .45f, 1},
                new Color[] {c, Kit.alpha(c, .35), Kit.alpha(c, 0)}));
        g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }
    /** Draws with the origin moved to (x, y), turned and scaled. */
    void at(double x, double y, double turn, double scale, Runnable body) { at(x, y, turn, scale, scale, body); }
    void at(double x, double y, double turn, double sx, double sy, Runnable body) {
        if (Math.abs(sx) < 1e-3 || Math.abs(sy) < 1e-3) return;
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(turn);
        g.scale(sx, sy);
        body.run();
        g.setTransform(before);
    }
    void clip(Shape s, Runnable body) {
        Shape before = g.getClip();
        g.clip(s);
        body.run();
        g.setClip(before);
    }
    void fade(double a, Runnable body) {
        if (a <= 0.003) return;
        Composite before = g.getComposite();
        g.setComposite(AlphaComposite.SrcOver.derive((float) Kit.clamp(a)));
        body.run();
        g.setComposite(before);
    }

    private static Font face(Face f) {
        return FACES.computeIfAbsent(f, k -> {
            String[] wish = switch (k) {
                case REGULAR -> new String[] {"Inter Display Medium", "Inter Medium", "Inter"};
                case BOLD -> new String[] {"Inter Display Semi Bold", "Inter Semi Bold", "Inter"};
                case BLACK -> new String[] {"Inter Display Extra Bold", "Inter Extra Bold", "Inter"};
                case MONO -> new String[] {"JetBrains Mono", "DejaVu Sans Mono"};
            };
            boolean heavy = k == Face.BOLD || k == Face.BLACK;
            for (String name : wish)
                if (FAMILIES.contains(name)) return new Font(name, heavy && name.equals("Inter") ? Font.BOLD : Font.PLAIN, 1);
            return new Font(k == Face.MONO ? Font.MONOSPACED : Font.SANS_SERIF, heavy ? Font.BOLD : Font.PLAIN, 1);
        });
    }
    Font font(Face f, double size) {
        return face(f).deriveFont((float) size).deriveFont(Map.of(java.awt.font.TextAttribute.TRACKING, size > 24 ? -.02 : 0.0));
    }
    double width(String s, Face f, double size) { return g.getFontMetrics(font(f, size)).getStringBounds(s, g).getWidth(); }
    void text(String s, double x, double y, Face f, double size, Color c) {
        g.setFont(font(f, size));
        g.setPaint(c);
        g.drawString(s, (float) x, (float) y);
    }
    void centred(String s, double x, double y, Face f, double size, Color c) { text(s, x - width(s, f, size) / 2, y, f, size, c); }
    /** A line of text that rises into its place while k goes 0 to 1. */
    void rise(String s, double x, double y, Face f, double size, Color c, double k) {
        if (k <= 0) return;
        clip(new Rectangle2D.Double(0, y - size * 1.1, img.getWidth(), size * 1.45),
                () -> text(s, x, y + (1 - k) * size * 1.4, f, size, Kit.alpha(c, Math.min(1, k * 1.6))));
    }
}
