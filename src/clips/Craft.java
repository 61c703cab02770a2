import module java.desktop;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Kitchen, paper, wool, paint and people. */
final class Craft extends Scenery {
    private Craft() {}

    /** Two wet paints folded into each other. */
    static Scene paintMixing() {
        int w = 120, h = 214;
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Color[] pots = cs(0x14336b, 0x1f6fb5, 0x36b5b0, 0xf7f0dc, 0xffb84d, 0xf2613f, 0xb3244f);
        int[] lut = new int[1024];
        for (int i = 0; i < 1024; i++) lut[i] = ramp(i / 1023.0, pots).getRGB();
        return (p, t) -> {
            double s = t * .16;
            for (int y = 0; y < h; y++) for (int x = 0; x < w; x++) {
                double u = x / 82.0, v = y / 82.0;
                double qx = fbm(u + s, v + 2, 3), qy = fbm(u + 5.2, v + 1.3 - s, 3);
                double rx = fbm(u + 3.2 * qx + 1.7, v + 3.2 * qy + 9.2 + s * .7, 3), ry = fbm(u + 3.2 * qx + 8.3 - s, v + 3.2 * qy + 2.8, 3);
                double f = fbm(u + 2.6 * rx, v + 2.6 * ry, 3);
                int rgb = lut[(int) (clamp((f - .2) * 2.1 + .25 * (qx - .45)) * 1023)];
                double gloss = 1 + .55 * (ry - .44);
                small.setRGB(x, y, tone(rgb >> 16 & 255, gloss) << 16 | tone(rgb >> 8 & 255, gloss) << 8 | tone(rgb & 255, gloss));
            }
            p.g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            p.g.drawImage(small, 0, 0, W, H, null);
            double a = t * 1.3, x = 165 + 85 * Math.cos(a), y = 320 + 120 * Math.sin(a * 1.01);
            p.stroke(curve(x, y, x + 40, y - 120, x + 130, y - 420), 12, alpha(0x1a0d12, .22));
            p.stroke(curve(x - 6, y - 6, x + 30, y - 130, x + 110, y - 440), 10, c(0xe9c79a));
            p.stroke(curve(x - 8, y - 8, x + 27, y - 130, x + 106, y - 440), 3, c(0xf7e3c4));
        };
    }
    private static int tone(int v, double k) { return (int) Math.clamp(v * k, 0, 255); }

    /** A kaleidoscope of paper shapes. */
    static Scene kaleidoscope() {
        int[] hue = {0xff6f61, 0xffc93c, 0x2ec4b6, 0x5e60ce, 0xf72585, 0xfff3e0, 0x3a86ff};
        return (p, t) -> {
            p.sky(0x1b0f33, 0x2c1250);
            Shape wedge = poly(0, 0, 420, 0, 420 * Math.cos(Math.PI / 6), 420 * Math.sin(Math.PI / 6));
            for (int k = 0; k < 12; k++) {
                double flip = k % 2 == 0 ? 1 : -1, turn = (k % 2 == 0 ? k : k + 1) * Math.PI / 6 + t * .02;
                p.at(180, 320, turn, 1, flip, () -> p.clip(wedge, () -> {
                    for (int i = 0; i < 15; i++) {
                        double d = 390 * frac(i / 15.0 + t * .009), a = .26 + .36 * Math.sin(t * .22 + i * 2.4), size = 20 + 30 * rnd(i + 6) + d * .09;
                        Color col = alpha(hue[i % hue.length], .88);
                        int n = i;
                        p.at(d * Math.cos(a), d * Math.sin(a), t * (rnd(i) - .5) * .6 + i, size / 30, () -> {
                            switch (n % 4) {
                                case 0 -> p.fill(blob(0, -30, 14, 0, 0, 30, -14, 0), col);
                                case 1 -> { p.disc(0, 0, 22, col); p.disc(0, 0, 11, c(hue[(n + 3) % 7])); }
                                case 2 -> p.fill(poly(-24, 18, 24, 18, 0, -28), col);
                                default -> { p.ring(0, 0, 20, 8, col); p.disc(0, 0, 6, c(hue[(n + 2) % 7])); }
                            }
                        });
                    }
                }));
            }
            p.disc(180, 320, 11 + 3 * wave(t, 2), c(0xfff3e0));
        };
    }

    /** A pen plotter drawing a portrait in one sitting. */
    static Scene plotterFace(double length) {
        java.util.List<Object[]> strokes = new java.util.ArrayList<>();
        int ink = 0x22304f, red = 0xd9483b, teal = 0x2a8f8a;
        strokes.add(new Object[] {curve(92, 250, 94, 310, 108, 352, 136, 384, 160, 392, 184, 384, 212, 352, 226, 310, 228, 250), ink});
        strokes.add(new Object[] {curve(92, 268, 80, 262, 78, 286, 88, 304, 96, 306), ink});
        strokes.add(new Object[] {curve(228, 268, 240, 262, 242, 286, 232, 304, 224, 306), ink});
        for (int i = 0; i < 15; i++) { double k = i / 14.0, x = 88 + 144 * k; strokes.add(new Object[] {curve(160 + (x - 160) * .25, 150 - 8 * Math.sin(k * 3), 160 + (x - 160) * .95, 172 - 26 * Math.sin(k * Math.PI), x + (k < .5 ? -9 : 9) * Math.abs(k - .5), 225 - 22 * Math.sin(k * Math.PI) + 8 * Math.sin(i * 2.3), x + 6 * Math.sin(i), 250 - 30 * Math.sin(k * Math.PI)), ink}); }
        strokes.add(new Object[] {loop(160, 134, 26, 7, 9), red});
        strokes.add(new Object[] {curve(108, 262, 120, 253, 134, 254, 146, 260), ink});
        strokes.add(new Object[] {curve(174, 260, 186, 254, 200, 253, 212, 262), ink});
        for (int s = 0; s < 2; s++) {
            double x = s == 0 ? 127 : 193;
            strokes.add(new Object[] {loop(x, 284, 26, 1, 26), teal});
            strokes.add(new Object[] {curve(x - 14, 285, x, 277, x + 14, 285, x, 291, x - 14, 285), ink});
            strokes.add(new Object[] {loop(x, 284, 5, 4, 1), ink});
        }
        strokes.add(new Object[] {curve(153, 283, 160, 280, 167, 283), teal});
        strokes.add(new Object[] {curve(160, 290, 156, 315, 149, 328, 155, 335, 166, 334), ink});
        strokes.add(new Object[] {curve(136, 356, 150, 351, 160, 354, 170, 351, 184, 356, 160, 370, 136, 356), red});
        strokes.add(new Object[] {curve(136, 356, 160, 359, 184, 356), red});
        for (int i = 0; i < 6; i++) strokes.add(new Object[] {curve(101 + i * 5, 322 + i * 2, 110 + i * 5, 334 + i * 2), red});
        for (int i = 0; i < 6; i++) strokes.add(new Object[] {curve(192 + i * 5, 332 - i * 2, 201 + i * 5, 344 - i * 2), red});
        strokes.add(new Object[] {curve(136, 386, 136, 414, 118, 428, 70, 446, 52, 490), ink});
        strokes.add(new Object[] {curve(184, 386, 184, 414, 202, 428, 250, 446, 268, 490), ink});
        for (int i = 0; i < 6; i++) { double y = 432 + i * 10, w = 48 + i * 13 - i * i * .4; strokes.add(new Object[] {curve(160 - w, y + 5, 160, y + 15, 160 + w, y + 5), i % 2 == 0 ? teal : ink}); }
        double total = 0;
        java.util.List<double[][]> lines = new java.util.ArrayList<>();
        for (Object[] s : strokes) { double[][] pts = flatten((Shape) s[0]); lines.add(pts); total += lengthOf(pts) + 26; }
        double sum = total;
        return (p, t) -> {
            p.sky(0xdfe6e4, 0xcfd8d6);
            p.rect(28, 100, 274, 410, alpha(0x5d6f70, .18));
            p.rect(22, 94, 274, 410, c(0xfffdf6));
            double budget = seg(t, .8, length - 4) * sum, px = 40, py = 120;
            boolean down = false;
            for (int i = 0; i < lines.size() && budget > 0; i++) {
                double[][] pts = lines.get(i);
                double travel = Math.min(1, budget / 26);
                budget -= 26;
                if (budget <= 0) { px = lerp(px, pts[0][0], travel); py = lerp(py, pts[0][1], travel); down = false; break; }
                Path2D path = new Path2D.Double();
                path.moveTo(pts[0][0], pts[0][1]);
                px = pts[0][0]; py = pts[0][1];
                for (int k = 1; k < pts.length && budget > 0; k++) {
                    double d = Math.hypot(pts[k][0] - pts[k - 1][0], pts[k][1] - pts[k - 1][1]), f = Math.min(1, budget / Math.max(d, 1e-6));
                    budget -= d;
                    px = lerp(pts[k - 1][0], pts[k][0], f);
                    py = lerp(pts[k - 1][1], pts[k][1], f);
                    path.lineTo(px, py);
                    down = true;
                }
                p.stroke(path, 1.9, c((int) strokes.get(i)[1]));
            }
            double away = ease(t, length - 4, length - 2.6);
            px = lerp(px, 330, away);
            py = lerp(py, 70 + 2 * wave(t, 1.5), away);
            double lift = down && away == 0 ? 0 : 5;
            p.rect(0, py - 60 - lift, W, 15, c(0x39424e));
            p.rect(0, py - 58 - lift, W, 3, c(0x5b6675));
            p.round(px - 19, py - 74 - lift, 38, 42, 6, c(0xf2b138));
            p.round(px - 13, py - 67 - lift, 26, 13, 3, c(0x39424e));
            p.disc(px + 8, py - 61 - lift, 2.4, c(wave(t, 1) > 0 ? 0x7dff9a : 0x2a7a45));
            p.rect(px - 5, py - 34 - lift, 10, 18, c(0x22304f));
            p.fill(poly(px - 5, py - 16 - lift, px + 5, py - 16 - lift, px, py - lift), c(0xc8ced6));
        };
    }
    private static Path2D loop(double x, double y, double r, int turns, double inner) {
        Path2D path = new Path2D.Double();
        int n = turns * 28;
        for (int i = 0; i <= n; i++) {
            double q = lerp(r, inner, i / (double) n), a = i * TAU / 28;
            if (i == 0) path.moveTo(x + q * Math.cos(a), y + q * Math.sin(a)); else path.lineTo(x + q * Math.cos(a), y + q * Math.sin(a));
        }
        return path;
    }
    private static double[][] flatten(Shape s) {
        var pts = new java.util.ArrayList<double[]>();
        double[] d = new double[6];
        for (PathIterator it = s.getPathIterator(null, .2); !it.isDone(); it.next()) if (it.currentSegment(d) != PathIterator.SEG_CLOSE) pts.add(new double[] {d[0], d[1]});
        return pts.toArray(double[][]::new);
    }
    private static double lengthOf(double[][] pts) {
        double l = 0;
        for (int i = 1; i < pts.length; i++) l += Math.hypot(pts[i][0] - pts[i - 1][0], pts[i][1] - pts[i - 1][1]);
        return l;
    }

    /** A clock in trembling pencil, redrawn eight times a second. */
    static Scene pencilClock() {
        return (p, t) -> {
            p.sky(0xfbf4e4, 0xf4e8cf);
            double q = Math.floor(t * 8);
            Color ink = c(0x3b3a4a), red = c(0xd64d3d), blue = c(0x3f77b5);
            double cx = 166, cy = 282, hours = t * .9 + 1.2, tick = Math.floor(t * 4) + ease(frac(t * 4), 0, .4);
            p.fill(blob(wobble(cx, cy, 128, q, 6)), c(0xfffdf5));
            for (int k = 0; k < 3; k++) p.stroke(blob(wobble(cx, cy, 128 + k * 2, q + k * 7, 2.6)), 1.8, alpha(ink, .75));
            for (int i = 0; i < 12; i++) {
                double a = i * TAU / 12, j = rnd(i + q) * 2;
                for (int k = 0; k < 2; k++) p.line(cx + (104 + j) * Math.cos(a), cy + (104 + j) * Math.sin(a), cx + (i % 3 == 0 ? 84 : 94) * Math.cos(a + k * .014), cy + (i % 3 == 0 ? 84 : 94) * Math.sin(a + k * .014), i % 3 == 0 ? 3.4 : 1.8, alpha(ink, .8));
            }
            hand(p, cx, cy, hours * TAU / 12 - Math.PI / 2, 58, q, 5, ink);
            hand(p, cx, cy, hours * TAU - Math.PI / 2, 92, q + 3, 3.4, blue);
            hand(p, cx, cy, tick * TAU / 60 * 3 - Math.PI / 2, 100, q + 5, 1.7, red);
            p.disc(cx, cy, 6, ink);
            for (int s = -1; s <= 1; s += 2) {
                double ring = 8 * Math.sin(t * 26) * (frac(t / 3) > .72 ? 1 : 0);
                p.at(cx + s * 78 + ring * .3, cy - 132, s * .6, 1, () -> {
                    p.fill(blob(-34, 8, -20, -22, 0, -30, 20, -22, 34, 8), c(0xf6c453));
                    p.stroke(blob(-34 + rnd(q) * 2, 8, -20, -22, 0, -30 + rnd(q + 1) * 2, 20, -22, 34, 8 + rnd(q + 2)), 2, alpha(ink, .8));
                });
                for (int k = 0; k < 2; k++) p.line(cx + s * 72, cy + 112, cx + s * (100 + rnd(q + k) * 3), cy + 150, 3, alpha(ink, .8));
                if (ring != 0) for (int k = 0; k < 3; k++) p.line(cx + s * (112 + k * 8), cy - 172 + k * 16, cx + s * (128 + k * 7 + rnd(q)), cy - 182 + k * 15, 2.2, red);
            }
            for (int i = 0; i < 26; i++) p.line(70 + i * 8, 452 + rnd(q + i) * 2, 58 + i * 8, 470 + rnd(q + i + 9) * 3, 1.5, alpha(ink, .35));
            for (int k = 0; k < 2; k++) p.stroke(curve(30, 442 + rnd(q + k) * 2, 120, 440 + rnd(q + 4), 240, 444 + rnd(q + 5 + k) * 2, 330, 441), 2, alpha(ink, .8));
            for (int i = 0; i < 5; i++) { double y = 520 + i * 22; p.stroke(curve(60, y, 150, y + 3 * Math.sin(q + i), 300, y), 1, alpha(blue, .18)); }
        };
    }
    private static double[] wobble(double cx, double cy, double r, double seed, double amp) {
        double[] xy = new double[32];
        for (int i = 0; i < 16; i++) {
            double a = i * TAU / 16, d = r + amp * (rnd(seed + i * 3) - .5);
            xy[2 * i] = cx + d * Math.cos(a);
            xy[2 * i + 1] = cy + d * Math.sin(a);
        }
        return xy;
    }
    private static void hand(Pen p, double x, double y, double a, double len, double q, double w, Color col) {
        for (int k = 0; k < 3; k++) {
            double b = a + (rnd(q + k) - .5) * .03;
            p.stroke(curve(x - 12 * Math.cos(a), y - 12 * Math.sin(a), x + len * .5 * Math.cos(b), y + len * .5 * Math.sin(b), x + len * Math.cos(a), y + len * Math.sin(a)), w * .6, alpha(col, .75));
        }
    }

    /** A Fair Isle pattern growing stitch by stitch. */
    static Scene knitting() {
        String[] chart = {"............", "..#..#..#..#", "............", "#.....#.....", "##...###...#", ".##.##.##.##", "..###...###.", ".##.##.##.##", "##...###...#", "#.....#.....", "............",
            "oo..oo..oo..", "..oo..oo..oo", "............", ".....x......", "....xxx.....", "...xxxxx....", "..xx.x.xx...", ".....x......", "...xxxxx....", ".....x......", "............"};
        int cols = 18, rows = 34;
        double sw = 20, sh = 17;
        return (p, t) -> {
            p.sky(0xd8cbb8, 0xc7b8a3);
            double done = easeOut(t, -.5, 11.5) * (cols * rows * .97);
            double rowNow = done / cols, scroll = 0;
            for (int r = 0; r < rows && r <= rowNow; r++) for (int k = 0; k < cols; k++) {
                int c0 = r % 2 == 0 ? k : cols - 1 - k;
                double n = r * cols + c0;
                if (n > done) continue;
                double in = pop(done - n, 0, 9), x = k * sw + sw / 2, y = H - 20 - r * sh + scroll + 1.2 * wave(t + k * .2 + r * .1, 3);
                char ch = chart[r % chart.length].charAt(k % 12);
                Color col = switch (ch) { case '#' -> c(0xf6ead2); case 'o' -> c(0xe2a93b); case 'x' -> c(0x9fd0b5); default -> r % 22 < 11 ? c(0xb23a48) : c(0x2d4a66); };
                for (int s = -1; s <= 1; s += 2) {
                    int sd = s;
                    p.at(x + s * sw * .25, y, s * .48, in, () -> {
                        p.oval(0, 1.6, 5.6, 11, mix(col, c(0x1c1016), .45));
                        p.oval(0, 0, 5.3, 10.6, col);
                        p.stroke(curve(-2.4 * sd, -5, -.2, 0, -2.2 * sd, 5.5), 1, alpha(0xffffff, .25));
                        p.stroke(curve(1.4, -6, 2.4, 0, 1.2, 6), .9, alpha(0x1c1016, .2));
                    });
                }
            }
            int r = (int) rowNow;
            double y = H - 20 - (r + 1) * sh + 4, k = rowNow - r, tip = r % 2 == 0 ? k * W : W - k * W;
            p.at(0, y - 6, 0, 1, () -> {
                p.line(-20, 6, W + 20, 2, 9, alpha(0x4a3422, .3));
                p.line(-20, 2, W + 20, -2, 8, c(0xe8c38d));
                p.line(-20, 0, W + 20, -4, 2, c(0xfae6c2));
            });
            double dip = 8 * Math.abs(Math.sin(t * 9));
            p.line(tip, y + 6 - dip, tip + 110, y - 118 - dip, 8, c(0xd9ad72));
            p.line(tip - 1, y + 4 - dip, tip + 108, y - 120 - dip, 2, c(0xf7dcb0));
            p.disc(tip + 112, y - 120 - dip, 9, c(0xb23a48));
            p.stroke(curve(tip, y, tip - 40, y - 60 - dip, tip - 20, y - 140, tip - 70 + 10 * wave(t, 2), y - 240), 4, c(r % 22 < 11 ? 0xb23a48 : 0x2d4a66));
        };
    }

    /** A sheet of paper becomes a crane and flies. */
    static Scene paperCrane() {
        // facets: square corner layout -> folded kite -> crane, as matching vertex lists
        double[][] sheet = {{-90, -90, 0, -90, 0, 0}, {0, -90, 90, -90, 0, 0}, {-90, -90, -90, 90, 0, 0}, {90, -90, 90, 90, 0, 0}, {-90, 90, 0, 90, 0, 0}, {90, 90, 0, 90, 0, 0}};
        double[][] kite = {{-34, -20, 0, -120, 0, 60}, {34, -20, 0, -120, 0, 60}, {-34, -20, -14, 40, 0, 90}, {34, -20, 14, 40, 0, 90}, {-34, -20, 0, 10, 0, 90}, {34, -20, 0, 10, 0, 90}};
        double[][] crane = {{-18, 18, -104, -58, 12, 30}, {18, 18, 96, -70, -8, 30}, {-16, 16, -118, 34, -4, 44}, {12, 16, 84, -34, 4, 44}, {-18, 18, 0, -8, 4, 50}, {18, 18, 0, -8, -4, 50}};
        int[] tone = {0xf25f4c, 0xff8e72, 0xe04b3f, 0xff7a5c, 0xffa98f, 0xd9453a};
        return (p, t) -> {
            p.sky(0xbfe3e0, 0xe8f1dc, 0xfbead0);
            for (int i = 0; i < 5; i++) { int k = i; p.fill(land(x -> 430 + k * 46 - 22 * Math.sin((x + t * (6 + 9 * k)) * (.016 - k * .0015) + k * 2)), mix(0xa9d5cf, 0x4d9a97, k / 4.0)); }
            p.disc(90, 170, 44, c(0xfff6e0));
            double f1 = ease(t, 1.2, 3), f2 = ease(t, 3.6, 5.6), fly = ease(t, 6.2, 7.4), out = ease(t, 9, 11);
            double flap = fly * Math.sin(t * 6.4), x = 168 + 12 * wave(t, 4) + out * 60, y = 310 - 40 * fly + fly * 9 * Math.sin(t * 6.4 - 1.2) - out * 90;
            p.oval(168 + out * 60, 512, 90 - 34 * f2, 10 - 3 * fly, alpha(0x2c5c5a, .25 - .1 * fly));
            p.at(x, y, (1 - f1) * (Math.PI / 4 + .05 * wave(t, 2)) + .05 * flap, 1.12 - .2 * out, () -> {
                int[] order = {0, 2, 3, 4, 5, 1};
                for (int i : order) {
                    double[] v = new double[6];
                    for (int k = 0; k < 6; k++) v[k] = lerp(lerp(sheet[i][k], kite[i][k], f1), crane[i][k], f2);
                    if (i < 2) { v[3] += flap * 62; v[2] *= 1 - .12 * Math.abs(flap); }
                    double crease = .12 * Math.sin(Math.PI * f1) * (i % 2) + .12 * Math.sin(Math.PI * f2);
                    p.fill(poly(v), mix(mix(0xff7f66, tone[i], Math.max(f1, f2)), c(0x7a1f22), crease + (i < 2 ? .12 * flap * (i == 0 ? 1 : -1) : 0) * (flap * (i == 0 ? 1 : -1) > 0 ? 1 : 0)));
                    p.stroke(poly(v), .8, alpha(0xfff0e6, .5));
                }
                if (f2 > .55) p.fade(seg(f2, .55, 1), () -> { p.fill(poly(84, -34, 78, -26, 104, -22), c(0xd9453a)); p.fill(poly(-118, 34, -14, 20, -10, 34), c(0xc23b34)); });
            });
            for (int i = 0; i < 14; i++) {
                double l = frac(t / 7 + rnd(i)), px = (rnd(i + 3) * 420 + t * 14) % 420 - 30 + 16 * Math.sin(l * 9 + i), py = l * 700 - 40;
                double thin = 2.8 + 1.4 * Math.sin(t * 3 + i);
                p.at(px, py, t * (1 + rnd(i)) + i, 1, () -> p.oval(0, 0, 5.5, thin, alpha(0xf7a9b8, .9)));
            }
        };
    }

    /** Quilt squares turning in waves. */
    static Scene quilt() {
        int[][] cloth = {{0x274c77, 0xf4d58d}, {0xbf4342, 0xf7ede2}, {0x5b8e7d, 0xf4a259}, {0x8c5383, 0xffd9c0}};
        return (p, t) -> {
            p.sky(0xf2e6d3, 0xe9d8bf);
            double s = 72;
            for (int r = 0; r < 9; r++) for (int k = 0; k < 5; k++) {
                double ph = t / 3.2 - Math.hypot(k - 2, r - 4) * .14, step = ease(frac(ph), .3, .85), q = Math.floor(ph) + step, lift = Math.sin(Math.PI * step);
                int[] col = cloth[(int) Math.floorMod((long) (k / 2 + r / 2 + (long) Math.floor(ph * .25)), 4L)];
                int kk = k, rr = r;
                p.at(k * s + 36, r * s + 32, q * Math.PI / 2 + ((k + r) % 2) * Math.PI / 2 + .012 * wave(t + k, 2), 1.2 * (1 - .16 * lift), () -> {
                    p.at(2 + 4 * lift, 3 + 5 * lift, 0, 1, () -> p.rect(-30, -30, 60, 60, alpha(0x3a2618, .12 * lift + .02)));
                    p.rect(-30, -30, 60, 60, c(col[1]));
                    p.fill(poly(-30, -30, 30, -30, -30, 30), c(col[0]));
                    if ((kk * 3 + rr) % 5 == 0) p.disc(-8, -8, 11, c(col[1]));
                    if ((kk + rr * 2) % 3 == 0) p.fill(poly(30, 30, 30, 0, 0, 30), c(cloth[(kk + rr) % 4][0]));
                    for (int d = 0; d < 5; d++) { double e = -24 + d * 10.4; p.line(e, -25, e + 5, -25, 1.3, alpha(0xffffff, .6)); p.line(-25, e, -25, e + 5, 1.3, alpha(0xffffff, .6)); }
                });
            }
        };
    }

    /** Filter coffee, poured slowly. */
    static Scene pourOver() {
        return (p, t) -> {
            p.sky(0xf6dcc0, 0xf3cfae);
            p.disc(160, 300, 190, c(0xf9e8d2));
            p.rect(0, 492, W, 148, c(0xb5654a));
            p.rect(0, 492, W, 9, c(0xcc7a5b));
            double pour = window(t, .9, 1.6, 8.2, 8.9), fill = ease(t, 1.5, 9.6), tilt = -.42 * window(t, .3, 1.2, 8.4, 9.4) + .02 * wave(t, 1.7);
            double circle = 9 * wave(t, 1.25) * pour;
            p.oval(160, 496, 84, 9, alpha(0x5a2418, .35));
            Shape jug = blob(112, 372, 208, 372, 226, 440, 222, 486, 160, 494, 98, 486, 94, 440);
            p.fill(jug, alpha(0xffffff, .55));
            double level = 486 - 88 * fill;
            p.clip(jug, () -> {
                Path2D coffee = new Path2D.Double();
                coffee.moveTo(80, 500);
                for (int x = 80; x <= 240; x += 4) coffee.lineTo(x, level + 1.8 * Math.sin(x * .12 + t * 5) * (1 - seg(t, 9, 12) * .7));
                coffee.lineTo(240, 500);
                p.gradient(coffee, 390, 492, cs(0x7b3f20, 0x3d1a10));
                p.round(106, 396, 9, 70, 4, alpha(0xffffff, .4));
            });
            p.stroke(jug, 3, alpha(0xffffff, .9));
            p.stroke(curve(220, 396, 258, 404, 258, 462, 222, 470), 9, c(0x8a4a34));
            double drip = frac(t * 3.1);
            if (fill > 0 && t < 10.4) { p.line(160, 366, 160, 366 + 12 * pour, 3, c(0x4a2113)); p.oval(160, 368 + drip * (level - 368), 2.4, 4.5, c(0x4a2113)); }
            p.fill(poly(96, 274, 224, 274, 178, 352, 142, 352), c(0xfffaf2));
            p.fill(poly(180, 274, 224, 274, 178, 352, 160, 352), alpha(0xd9c4ae, .5));
            p.round(112, 350, 96, 14, 7, c(0xd9573f));
            p.oval(160, 274, 64, 13, c(0xe8d7c1));
            p.oval(160, 276, 56, 10, c(0x5c2f1b));
            p.oval(160 + circle, 276, 34 * clamp(pour + fill * .5), 6, c(0x7c452a));
            p.oval(160 + circle * 1.4, 275, 16 * pour, 3, c(0xb98058));
            double sx = 160 + circle, sy = 176;
            if (pour > .02) p.stroke(curve(sx + 3, sy, sx, sy + 46, sx, 275), 4.2 * pour, alpha(0x9fd2dc, .85));
            p.at(sx + 62, 148, tilt + .42, 1, () -> p.at(0, 0, -.42, 1, () -> {
                p.stroke(curve(-22, 30, -48, 26, -52, -4, -64, 18), 9, c(0x2d5d62));
                p.fill(blob(-26, -18, 44, -18, 58, 34, 50, 42, -30, 42, -38, 34), c(0x357178));
                p.fill(blob(24, -18, 44, -18, 58, 34, 50, 42, 20, 42), alpha(0x1f454a, .35));
                p.oval(9, -19, 36, 7, c(0x2d5d62));
                p.disc(9, -28, 6, c(0xe0a24a));
                p.stroke(curve(44, -12, 84, -18, 82, 26, 56, 30), 8, c(0x1f454a));
                p.round(-18, -6, 8, 34, 4, alpha(0xffffff, .22));
            }));
            for (int i = 0; i < 3; i++) {
                double x = 128 + i * 32, sway = 9 * wave(t + i * .7, 2.6);
                p.fade(.5 * fill, () -> p.stroke(curve(x, 262, x + sway, 236, x - sway, 210, x + sway * .8, 184), 5, alpha(0xffffff, .6)));
            }
        };
    }

    /** A bakery shelf filling up before opening time. */
    static Scene bakeryShelf() {
        return (p, t) -> {
            p.sky(0x2f4f4f, 0x274343);
            for (int i = 0; i < 12; i++) for (int k = 0; k < 7; k++) p.round(k * 60 - (i % 2) * 30 + 2, 92 + i * 36, 56, 32, 3, alpha(0xffffff, .035));
            for (int i = 0; i < 9; i++) {
                double x = i * 40, drop = 84 + 7 * wave(t + i * .3, 3);
                p.fill(blob(x, -20, x + 40, -20, x + 40, drop - 12, x + 20, drop + 8, x, drop - 12), c(i % 2 == 0 ? 0xf6e7cf : 0xd9573f));
            }
            for (int s = 0; s < 3; s++) {
                double y = 234 + s * 118;
                p.glow(160, y - 60, 190, alpha(0xffd08a, .20 + .03 * wave(t + s, 1.8)));
                p.rect(0, y, W, 13, c(0xc48a56));
                p.rect(0, y + 13, W, 6, c(0x8f5d38));
                for (int k = 0; k < 5; k++) {
                    double at = .3 + (s * 5 + k) * .42, in = t < at ? 0 : pop(t, at, at + .6), x = 36 + k * 66, hop = 5 * Math.max(0, Math.sin(t * 5 - k * .9 - s)) * ease(t, 7, 7.5), kind = (s * 2 + k) % 5;
                    p.at(x, y - hop, .05 * wave(t + k, 1.6), in, () -> bake(p, (int) kind));
                    if (in > .5) for (int m = 0; m < 2; m++) p.stroke(curve(x - 7 + m * 14, y - 50, x - 11 + m * 14 + 4 * wave(t + k + m, 1.9), y - 60, x - 5 + m * 14 - 4 * wave(t + k + m, 1.9), y - 72), 2.2, alpha(0xffffff, .22 * (1 - seg(t, at + 2, at + 5))));
                }
            }
            p.rect(0, 540, W, 100, c(0x7d4a2f));
            p.rect(0, 532, W, 12, c(0xa4673f));
            for (int i = 0; i < 6; i++) p.line(i * 64 + 10, 552, i * 64 + 10, 640, 2, alpha(0x4a2818, .5));
        };
    }
    private static void bake(Pen p, int kind) {
        Color crust = c(0xd98d45), dark = c(0xa85f2a), pale = c(0xf3c983);
        switch (kind) {
            case 0 -> { p.fill(blob(-28, 0, -28, -24, 0, -37, 28, -24, 28, 0, 0, 2), crust); for (int i = -1; i <= 1; i++) p.stroke(curve(i * 15 - 7, -17, i * 15, -26, i * 15 + 8, -29), 3.4, pale); }
            case 1 -> { for (int i = -2; i <= 2; i++) { double h = 16 - Math.abs(i) * 2.7; p.at(i * 12, -13 + Math.abs(i) * Math.abs(i) * 1.8, i * .3, 1, () -> { p.oval(0, 0, 9, h, dark); p.oval(-1, -1, 8, h - 1, crust); p.oval(-2.4, -4, 2.4, h * .4, alpha(pale, .8)); }); } }
            case 2 -> { p.fill(blob(-21, 0, -26, -26, 0, -32, 26, -26, 21, 0), c(0xf0d9b5)); p.fill(blob(-29, -20, -20, -42, 0, -47, 20, -42, 29, -20, 0, -15), c(0x7a4630)); for (int i = 0; i < 7; i++) p.disc(-17 + i * 6, -28 - 8 * Math.sin(i * 1.9), 2, c(new int[] {0xffe08a, 0xff8fa3, 0x9fe0d0}[i % 3])); for (int i = -2; i <= 2; i++) p.line(i * 8, -14, i * 7, -2, 1.6, alpha(0xb98f62, .7)); }
            case 3 -> { p.stroke(curve(0, -5, 20, -8, 24, -26, 9, -34, -2, -18, -12, -5), 8, dark); p.stroke(curve(0, -5, -20, -8, -24, -26, -9, -34, 2, -18, 12, -5), 8, crust); for (int i = 0; i < 6; i++) p.disc(-19 + i * 7.6, -10 - 15 * Math.abs(Math.sin(i * 1.3)), 1.3, Color.WHITE); }
            default -> { p.at(0, -6, 0, 1, () -> { p.fill(blob(-29, 6, -31, -10, -16, -18, 16, -18, 31, -10, 29, 6), c(0xe2a35a)); p.oval(0, -13, 25, 7, c(0xd4354f)); for (int i = -2; i <= 2; i++) p.disc(i * 10, -14 - (i % 2 == 0 ? 2 : 0), 4.6, c(0xef5a6f)); for (int i = -2; i <= 2; i++) p.disc(i * 10 - 1.4, -16, 1.2, alpha(0xffffff, .8)); }); }
        }
    }

    // A stick figure is eleven joints: head, neck, hip, two elbows, hands, knees, feet.
    private static final double[][] SALUTE = {
        {0, -172, 0, -146, 0, -80, -16, -118, -2, -128, 16, -118, 2, -128, -7, -40, -8, 0, 7, -40, 8, 0},
        {-4, -172, 0, -146, 0, -80, -12, -182, -6, -222, 12, -182, 6, -222, -7, -40, -8, 0, 7, -40, 8, 0},
        {34, -66, 24, -84, -8, -86, 30, -44, 36, -4, 38, -44, 46, -4, -10, -42, -8, 0, -2, -42, 2, 0},
        {44, -104, 34, -84, 2, -42, 44, -40, 52, -2, 56, -40, 62, -2, 44, -36, 44, 0, -34, -18, -74, -2},
        {78, -64, 58, -56, -8, -50, 58, -28, 58, -2, 66, -28, 68, -2, -42, -26, -76, -4, -36, -22, -70, 0},
        {66, -78, 52, -56, -8, -12, 50, -30, 50, -2, 60, -30, 62, -2, -42, -6, -80, -2, -40, -4, -78, 0},
        {42, -36, 34, -54, -14, -100, 50, -28, 66, -2, 56, -28, 76, -2, -38, -52, -58, -2, -32, -52, -50, 0},
        {34, -66, 24, -84, -8, -86, 30, -44, 36, -4, 38, -44, 46, -4, -10, -42, -8, 0, -2, -42, 2, 0},
        {-4, -172, 0, -146, 0, -80, -12, -182, -6, -222, 12, -182, 6, -222, -7, -40, -8, 0, 7, -40, 8, 0},
        {0, -172, 0, -146, 0, -80, -16, -118, -2, -128, 16, -118, 2, -128, -7, -40, -8, 0, 7, -40, 8, 0}};

    static void figure(Pen p, double[] j, Color skin, Color top, Color legs) {
        p.lines(11, mix(skin, c(0x5a2a30), .22), j[2], j[3] + 6, j[10], j[11], j[12], j[13]);
        p.lines(14, mix(legs, c(0x14102a), .28), j[4], j[5], j[18], j[19], j[20], j[21]);
        p.lines(14, legs, j[4], j[5], j[14], j[15], j[16], j[17]);
        p.line(j[2], j[3] + 4, j[4], j[5], 25, top);
        p.lines(11, skin, j[2], j[3] + 6, j[6], j[7], j[8], j[9]);
        p.line(j[2], j[3], lerp(j[2], j[0], .6), lerp(j[3], j[1], .6), 9, skin);
        p.disc(j[0], j[1], 17, skin);
        double dx = j[0] - j[2], dy = j[1] - j[3], l = Math.hypot(dx, dy) + 1e-6;
        p.disc(j[0] + dx / l * 7 - dy / l * -5, j[1] + dy / l * 7 - dx / l * 5, 14, c(0x3a2430));
        p.disc(j[0] + dx / l * 22, j[1] + dy / l * 22, 8, c(0x3a2430));
    }

    /** A sun salutation. */
    static Scene sunSalute() {
        return (p, t) -> {
            double day = ease(t, 0, 12);
            p.sky(mix(0xf6b7a0, 0xbfe4e8, day), mix(0xfbd9b5, 0xe9f4e4, day), c(0xfdeed6));
            p.disc(160, 360 - 110 * day, 118, mix(0xf58a6b, 0xffcf70, day));
            p.disc(160, 360 - 110 * day, 118 + 14 + 5 * wave(t, 4), alpha(0xffffff, .16));
            p.fill(land(x -> 418 - 12 * Math.sin(x * .013 + t * .1)), c(0xa9cdb4));
            p.fill(land(x -> 438 - 6 * Math.sin(x * .021 + 2)), c(0x7fb29b));
            p.rect(0, 458, W, 190, c(0xdca57d));
            for (int i = 0; i < 6; i++) p.rect(0, 470 + i * 30, W, 2, alpha(0xb57f58, .5));
            p.fill(poly(38, 474, 288, 474, 304, 500, 22, 500), c(0x6a5fa8));
            p.fill(poly(38, 474, 288, 474, 290, 478, 36, 478), c(0x8379c4));
            double pos = t / 1.3;
            int a = Math.min(8, (int) pos), b = a + 1;
            double k = ease(pos - a, .1, .85);
            double[] j = new double[22];
            for (int i = 0; i < 22; i++) j[i] = lerp(SALUTE[a][i], SALUTE[b][i], k) + (i % 2 == 1 && i < 14 ? 1.2 * wave(t + i * .1, 2.6) : 0);
            p.oval(160, 486, 96, 5, alpha(0x2c2050, .3));
            p.at(150, 484, 0, 1.42, () -> figure(p, j, c(0xb9714f), c(0xf4f0e6), c(0x2f6f73)));
            for (int i = 0; i < 4; i++) { double x = (i * 110 + t * 10) % 460 - 60, y = 100 + 34 * i; p.round(x, y, 58, 9, 4.5, alpha(0xffffff, .6)); p.round(x + 16, y + 13, 40, 7, 3.5, alpha(0xffffff, .45)); }
        };
    }

    /** Box breathing: four in, hold, four out, hold. */
    static Scene boxBreathing() {
        String[] words = {"breathe in", "hold", "breathe out", "rest"};
        return (p, t) -> {
            double ph = t / 4 % 4, k = frac(ph), air = switch ((int) ph) { case 0 -> ease(k, 0, 1); case 1 -> 1; case 2 -> 1 - ease(k, 0, 1); default -> 0; };
            p.sky(0x21405f, 0x2f5f78);
            double cx = 158, cy = 288, s = 118;
            for (int i = 5; i >= 0; i--) {
                double r = 30 + air * 66 + i * (4 + 7 * air) + 1.5 * wave(t + i * .4, 3);
                p.disc(cx, cy, r, alpha(i == 0 ? 0xfdf2dc : 0xa6e3d7, i == 0 ? .96 : .13));
            }
            for (int i = 0; i < 8; i++) p.at(cx, cy, i * TAU / 8 + t * .08, 1, () -> p.oval(0, -(14 + 26 * air), 6 + 7 * air, 12 + 20 * air, alpha(0xf5a88e, .35)));
            p.stroke(new java.awt.geom.RoundRectangle2D.Double(cx - s, cy - s, 2 * s, 2 * s, 40, 40), 3, alpha(0xffffff, .28));
            int side = (int) ph;
            double e = lerp(-s, s, k), x = switch (side) { case 0 -> e; case 1 -> s; case 2 -> -e; default -> -s; }, y = switch (side) { case 0 -> -s; case 1 -> e; case 2 -> s; default -> -e; };
            p.glow(cx + x, cy + y, 26, alpha(0xffe2a8, .8));
            p.disc(cx + x, cy + y, 8, c(0xffe9be));
            p.fade(window(k, 0, .14, .9, 1), () -> p.centred(words[side], cx, 462, Pen.Face.BOLD, 26, c(0xfdf2dc)));
            for (int i = 0; i < 4; i++) p.disc(cx - 27 + i * 18, 482, 3.6, alpha(0xfdf2dc, i <= (int) (t / 16) ? .95 : .3));
        };
    }

    /** Five balls, one juggler, no worries. */
    static Scene juggler() {
        int[] hue = {0xff595e, 0xffca3a, 0x8ac926, 0x1982c4, 0x9b5de5};
        return (p, t) -> {
            p.sky(0xffe3c2, 0xffd0ae);
            for (int i = 0; i < 20; i++) p.at(160, 330, i * TAU / 20 + t * .04, 1, () -> p.fill(poly(0, 0, 520, -40, 520, 40), alpha(0xff9f7a, .30)));
            p.oval(160, 520, 120, 16, alpha(0x9c4a3a, .3));
            double bob = 4 * Math.sin(t * TAU / .5), period = 2.5;
            double[] hands = {104, 216};
            double la = t * TAU / 1.0, ra = la + Math.PI;
            double lx = hands[0] + 14 * Math.cos(la), ly = 392 + 16 * Math.sin(la), rx = hands[1] - 14 * Math.cos(ra), ry = 392 + 16 * Math.sin(ra);
            p.lines(18, c(0x3d3a5c), 160, 440, 142, 480 + bob * .4, 138, 520);
            p.lines(18, c(0x3d3a5c), 160, 440, 178, 480 + bob * .4, 182, 520);
            p.line(130, 522, 142, 522, 12, c(0xff595e));
            p.line(180, 522, 192, 522, 12, c(0xff595e));
            p.fill(blob(132, 344 + bob, 188, 344 + bob, 184, 446, 136, 446), c(0xfffaf0));
            for (int i = 0; i < 5; i++) p.rect(136, 356 + i * 18 + bob, 48, 7, c(0x1982c4));
            p.lines(13, c(0x8d5a3c), 138, 352 + bob, 112, 388 + bob, lx, ly);
            p.lines(13, c(0x8d5a3c), 182, 352 + bob, 208, 388 + bob, rx, ry);
            p.at(160, 312 + bob, .08 * Math.sin(t * TAU / 1.0), 1, () -> {
                p.disc(0, 0, 27, c(0x8d5a3c));
                p.fill(blob(-28, -4, -24, -26, 0, -36, 24, -26, 28, -4, 0, -16), c(0x2a1c22));
                double look = 3 * Math.sin(t * TAU / 1.0);
                p.disc(-9 + look, -2, 2.6, c(0x2a1c22));
                p.disc(9 + look, -2, 2.6, c(0x2a1c22));
                p.stroke(curve(-9, 10, 0, 15 + 2 * wave(t, 2), 9, 10), 2.6, c(0x2a1c22));
            });
            for (int i = 0; i < 5; i++) for (int g = 5; g >= 0; g--) {
                double q = frac((t - g * .022) / period + i / 5.0), half = q < .5 ? q * 2 : q * 2 - 1, fromX = q < .5 ? 118 : 202, toX = q < .5 ? 230 : 90;
                double air = clamp(half / .8), x, y;
                if (half < .8) { x = lerp(fromX, toX, air); y = 384 - 4 * 250 * air * (1 - air); }
                else { double h = (half - .8) / .2; double next = q < .5 ? 202 : 118; x = lerp(toX, next, h); y = 384 + 18 * Math.sin(h * Math.PI); }
                p.disc(x, y, g == 0 ? 14 : 12 - g, g == 0 ? c(hue[i]) : alpha(hue[i], .16));
                if (g == 0) p.oval(x - 4, y - 5, 4, 3, alpha(0xffffff, .7));
            }
        };
    }
}
