import module java.desktop;

import java.awt.geom.Path2D;

/** Small shared toolbox: frame format, easing, noise and colour. */
final class Kit {
    static final int W = 360, H = 640, FPS = 24;
    /** Where text may stand: the player's interface covers the rest of the frame. */
    static final int SAFE_LEFT = 24, SAFE_RIGHT = 292, SAFE_TOP = 84, SAFE_BOTTOM = 494;
    static final double TAU = Math.PI * 2;

    private Kit() {}

    static double clamp(double v) { return Math.clamp(v, 0.0, 1.0); }
    static double lerp(double a, double b, double k) { return a + (b - a) * k; }
    /** Linear progress of t through [from, to], clamped to 0..1. */
    static double seg(double t, double from, double to) { return clamp((t - from) / (to - from)); }
    /** Smooth (cubic) progress of t through [from, to]. */
    static double ease(double t, double from, double to) {
        double k = seg(t, from, to);
        return k < .5 ? 4 * k * k * k : 1 - Math.pow(2 - 2 * k, 3) / 2;
    }
    static double easeOut(double t, double from, double to) { return 1 - Math.pow(1 - seg(t, from, to), 3); }
    /** Overshoots a little before settling, for things that pop in. */
    static double pop(double t, double from, double to) {
        double k = seg(t, from, to) - 1;
        return 1 + 2.2 * k * k * k + 1.2 * k * k;
    }
    /** Fades in over [a, b] and out over [c, d]. */
    static double window(double t, double a, double b, double c, double d) { return ease(t, a, b) * (1 - ease(t, c, d)); }
    static double wave(double t, double period) { return Math.sin(t * TAU / period); }
    static double frac(double v) { return v - Math.floor(v); }

    /** A repeatable pseudo-random number in 0..1 for an index. */
    static double rnd(double i) {
        long h = Double.doubleToLongBits(i * 12.9898 + 78.233) * 0x9E3779B97F4A7C15L;
        h ^= h >>> 29;
        h *= 0xBF58476D1CE4E5B9L;
        h ^= h >>> 32;
        return (h >>> 11) * 0x1.0p-53;
    }
    static double noise(double x, double y) {
        double ix = Math.floor(x), iy = Math.floor(y), fx = x - ix, fy = y - iy;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        return lerp(lerp(cell(ix, iy), cell(ix + 1, iy), fx), lerp(cell(ix, iy + 1), cell(ix + 1, iy + 1), fx), fy);
    }
    private static double cell(double x, double y) {
        int h = (int) x * 374761393 + (int) y * 668265263;
        h = (h ^ (h >>> 13)) * 1274126177;
        return ((h ^ (h >>> 16)) & 0xffffff) / (double) 0xffffff;
    }
    static double fbm(double x, double y, int octaves) {
        double sum = 0, amp = .5;
        for (int i = 0; i < octaves; i++, amp /= 2, x = x * 2 + 17.3, y = y * 2 + 9.1) sum += amp * noise(x, y);
        return sum;
    }

    static Color c(int rgb) { return new Color(rgb); }
    static Color[] cs(int... rgb) { return java.util.Arrays.stream(rgb).mapToObj(Color::new).toArray(Color[]::new); }
    static Color alpha(Color c, double a) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(c.getAlpha() * clamp(a)));
    }
    static Color alpha(int rgb, double a) { return alpha(c(rgb), a); }
    static Color mix(Color a, Color b, double k) {
        k = clamp(k);
        return new Color((int) Math.round(lerp(a.getRed(), b.getRed(), k)), (int) Math.round(lerp(a.getGreen(), b.getGreen(), k)),
                (int) Math.round(lerp(a.getBlue(), b.getBlue(), k)), (int) Math.round(lerp(a.getAlpha(), b.getAlpha(), k)));
    }
    static Color mix(int a, int b, double k) { return mix(c(a), c(b), k); }
    static Color ramp(double k, Color... stops) {
        double p = clamp(k) * (stops.length - 1);
        int i = Math.min((int) p, stops.length - 2);
        return mix(stops[i], stops[i + 1], p - i);
    }
    static Color ramp(double k, int... stops) { return ramp(k, cs(stops)); }

    static Path2D poly(double... xy) {
        Path2D p = new Path2D.Double();
        p.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) p.lineTo(xy[i], xy[i + 1]);
        p.closePath();
        return p;
    }
    /** A smooth open curve (Catmull-Rom) through the points x0, y0, x1, y1, ... */
    static Path2D curve(double... xy) {
        Path2D p = new Path2D.Double();
        int n = xy.length / 2;
        p.moveTo(xy[0], xy[1]);
        for (int i = 0; i < n - 1; i++) {
            int a = Math.max(0, i - 1), d = Math.min(n - 1, i + 2), b = i, e = i + 1;
            p.curveTo(xy[2 * b] + (xy[2 * e] - xy[2 * a]) / 6, xy[2 * b + 1] + (xy[2 * e + 1] - xy[2 * a + 1]) / 6,
                    xy[2 * e] - (xy[2 * d] - xy[2 * b]) / 6, xy[2 * e + 1] - (xy[2 * d + 1] - xy[2 * b + 1]) / 6,
                    xy[2 * e], xy[2 * e + 1]);
        }
        return p;
    }
    /** A closed smooth blob through the points. */
    static Path2D blob(double... xy) {
        int n = xy.length / 2;
        double[] all = new double[xy.length + 6];
        for (int i = 0; i < n + 3; i++) {
            all[2 * i] = xy[2 * ((i + n - 1) % n)];
            all[2 * i + 1] = xy[2 * ((i + n - 1) % n) + 1];
        }
        Path2D p = new Path2D.Double();
        p.moveTo(all[2], all[3]);
        for (int i = 1; i <= n; i++) {
            int b = 2 * i, a = b - 2, e = b + 2, d = b + 4;
            p.curveTo(all[b] + (all[e] - all[a]) / 6, all[b + 1] + (all[e + 1] - all[a + 1]) / 6,
                    all[e] - (all[d % all.length] - all[b]) / 6, all[e + 1] - (all[(d + 1) % all.length] - all[b + 1]) / 6, all[e], all[e + 1]);
        }
        p.closePath();
        return p;
    }
    /** The area below a rolling line: height(x) gives the line's y. */
    static Path2D land(java.util.function.DoubleUnaryOperator height) {
        Path2D p = new Path2D.Double();
        p.moveTo(-8, H + 8);
        for (int x = -8; x <= W + 8; x += 4) p.lineTo(x, height.applyAsDouble(x));
        p.lineTo(W + 8, H + 8);
        p.closePath();
        return p;
    }
}
