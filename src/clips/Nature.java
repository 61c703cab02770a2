import module java.desktop;

import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Landscapes, water, weather and growing things. */
final class Nature extends Scenery {
    private Nature() {}

    /** Paper-cut mountains at dusk, drifting past in parallax. */
    static Scene duskRidges() {
        return (p, t) -> {
            double dusk = t / 11;
            p.sky(mix(0x3b3b6d, 0x1d1d45, dusk), mix(0xb5627f, 0x7a3f72, dusk), mix(0xf7a072, 0xe0736d, dusk), mix(0xffd9a0, 0xf6a57c, dusk));
            for (int i = 0; i < 40; i++) p.disc(rnd(i) * W, rnd(i + 99) * 230, .6 + rnd(i + 7), alpha(0xffffff, dusk * (.4 + .4 * wave(t + i, 2 + rnd(i)))));
            double sy = 232 + t * 9;
            p.glow(205, sy, 190, alpha(0xfff0c2, .75));
            p.disc(205, sy, 46, c(0xfff3d2));
            for (int i = 0; i < 7; i++) {
                double bx = 40 + t * 17 + Math.abs(i - 3) * -15, by = 170 + (i - 3) * 12 + 5 * wave(t + i, 3), f = 4.5 * wave(t + i * .2, .8);
                p.stroke(curve(bx - 8, by - f, bx - 3, by - 1 - f * .2, bx, by + 1, bx + 3, by - 1 - f * .2, bx + 8, by - f), 1.7, alpha(0x2b1f45, .8));
            }
            int[] layer = {0xd98a86, 0xb5688a, 0x854c80, 0x5b3a70, 0x392a5a, 0x201a3f};
            for (int i = 0; i < 6; i++) {
                int k = i;
                double base = 300 + i * 58, amp = 120 - i * 8, drift = t * (3 + i * i * 2.1);
                Path2D ridge = land(x -> base - amp * (fbm((x + drift) * (.006 + k * .0011) + k * 31, k * 7.7, 4) - .42) * 1.5);
                for (int s = 4; s >= 1; s--) p.at(0, -s * 2.2, 0, 1, () -> p.fill(ridge, alpha(0x1a1030, .045)));
                p.gradient(ridge, base - 60, base + 190, mix(c(layer[i]), c(0xffc9a0), .16), mix(c(layer[i]), c(0x120c2a), .25));
            }
        };
    }

    /** Koi seen from above, between lily pads. */
    static Scene koiPond() {
        double[][] pads = {{52, 92, 44}, {318, 210, 50}, {30, 432, 52}, {300, 556, 60}, {110, 600, 36}, {338, 60, 30}};
        int[][] coats = {{0xfff4e6, 0xf2602b}, {0xf47b3a, 0xfff1dd}, {0xfdf6ee, 0x2b2f3a}, {0xf6b94b, 0xf8e2a8}, {0xffefe2, 0xd9432f}};
        return (p, t) -> {
            p.sky(0x1d7a7a, 0x155f6b, 0x0e4557);
            for (int i = 0; i < 26; i++) {
                double x = rnd(i) * W + 12 * wave(t + i, 7), y = rnd(i + 50) * H + 10 * wave(t + i * 2, 6), r = 28 + 40 * rnd(i + 9);
                p.stroke(blob(x - r, y, x - r * .3, y - r * .6 - 5 * wave(t, 4), x + r * .8, y - r * .3, x + r * .6, y + r * .5 + 6 * wave(t + i, 5), x - r * .4, y + r * .6), 2.4, alpha(0x9ff0e0, .055));
            }
            for (int f = 0; f < 5; f++) {
                int k = f;
                double size = 1.25 - .13 * f;
                int n = 26;
                double[] xs = new double[n], ys = new double[n];
                for (int i = 0; i < n; i++) {
                    double s = t * (.33 + .03 * k) - i * .018 * size + k * 2.37;
                    xs[i] = 172 + 128 * Math.sin(s + k) + 34 * Math.sin(2.3 * s + k);
                    ys[i] = 316 + 215 * Math.sin(.77 * s + 1.9 * k) + 22 * Math.cos(3 * s);
                    double sway = (i / (double) n) * (i / (double) n) * 9 * Math.sin(t * 5.2 + k * 2 - i * .28) * size;
                    double dx = Math.cos(s + k) * 128, dy = .77 * Math.cos(.77 * s + 1.9 * k) * 215, l = Math.hypot(dx, dy) + 1;
                    xs[i] -= dy / l * sway;
                    ys[i] += dx / l * sway;
                }
                p.at(9, 15, 0, 1, () -> p.fill(koiBody(xs, ys, size), alpha(0x052a38, .35)));
                for (int side = -1; side <= 1; side += 2) {
                    double ang = Math.atan2(ys[0] - ys[6], xs[0] - xs[6]);
                    int sd = side;
                    p.at(xs[6], ys[6], ang + sd * (2.2 + .25 * wave(t + k, 1.4)), size, () -> p.fill(blob(4, 0, 18, -7, 27, 0, 16, 6), alpha(coats[k][0], .75)));
                }
                double ta = Math.atan2(ys[n - 1] - ys[n - 5], xs[n - 1] - xs[n - 5]);
                p.at(xs[n - 2], ys[n - 2], ta, size, () -> p.fill(blob(-3, 0, 14, -10, 30, -12, 20, 0, 30, 11, 14, 9), alpha(coats[k][0], .8)));
                Path2D body = koiBody(xs, ys, size);
                p.fill(body, c(coats[k][0]));
                p.clip(body, () -> {
                    for (int i = 1; i < n; i += 5) p.oval(xs[i] + 5 * Math.sin(i * 3 + k), ys[i] + 5 * Math.cos(i * 2 + k), (7 + 5 * rnd(i + k)) * size, (6 + 4 * rnd(i + k + 9)) * size, c(coats[k][1]));
                });
                for (int i = 5; i < 15; i++) p.line(xs[i], ys[i], xs[i + 1], ys[i + 1], 1.6 * size, alpha(0xffffff, .4));
            }
            for (int i = 0; i < 5; i++) {
                double life = frac(t / 4 + rnd(i)), x = 60 + 220 * rnd(i + Math.floor(t / 4 + rnd(i)) * 7), y = 120 + 400 * rnd(i + 40 + Math.floor(t / 4 + rnd(i)) * 3);
                for (int r = 0; r < 3; r++) p.ring(x, y, Math.max(1, life * 70 - r * 11), 1.6, alpha(0xd8fff6, .4 * (1 - life) * (life * 70 > r * 11 ? 1 : 0)));
            }
            for (int i = 0; i < pads.length; i++) {
                double[] d = pads[i];
                double x = d[0] + 3 * wave(t + i, 5), y = d[1] + 3 * wave(t + i * 2, 6), r = d[2];
                p.at(x, y, .12 * wave(t + i, 8) + i * 1.9, 1, () -> {
                    p.at(6, 8, 0, 1, () -> p.fill(new java.awt.geom.Arc2D.Double(-r, -r, 2 * r, 2 * r, 18, 330, 2), alpha(0x04222d, .35)));
                    p.fill(new java.awt.geom.Arc2D.Double(-r, -r, 2 * r, 2 * r, 18, 330, 2), c(0x4f9d5b));
                    p.fill(new java.awt.geom.Arc2D.Double(-r * .86, -r * .86, 1.72 * r, 1.72 * r, 18, 330, 2), c(0x5fb068));
                    for (int v = 0; v < 9; v++) p.line(0, 0, r * .8 * Math.cos(v * .62 + .6), r * .8 * Math.sin(v * .62 + .6), 1.1, alpha(0xbfe6a8, .45));
                });
                if (i == 2 || i == 1) for (int ringNo = 0; ringNo < 3; ringNo++)
                    for (int k = 0; k < 9; k++) {
                        double sc = 1 - ringNo * .26;
                        int rn = ringNo;
                        p.at(x, y, k * TAU / 9 + ringNo * .35 + .05 * wave(t, 6), sc, () -> p.fill(blob(0, 0, 12, -7, 27, 0, 12, 7), mix(0xf29bb6, 0xfff0f2, rn * .45)));
                    }
                if (i == 2 || i == 1) p.disc(x, y, 5, c(0xf9d65c));
            }
        };
    }
    private static Path2D koiBody(double[] xs, double[] ys, double size) {
        int n = xs.length;
        double[] out = new double[4 * n - 4];
        for (int i = 0; i < n - 1; i++) {
            double k = i / (n - 1.0), w = 15.5 * size * Math.pow(Math.sin(Math.PI * Math.pow(k * .96 + .035, .62)), .8);
            double dx = xs[i + 1] - xs[i], dy = ys[i + 1] - ys[i], l = Math.hypot(dx, dy) + 1e-6;
            out[2 * i] = xs[i] - dy / l * w;
            out[2 * i + 1] = ys[i] + dx / l * w;
            int j = 2 * n - 3 - i;
            out[2 * j] = xs[i] + dy / l * w;
            out[2 * j + 1] = ys[i] - dx / l * w;
        }
        return blob(out);
    }

    /** The sea on sand, seen from a drone. */
    static Scene tideLines() {
        return (p, t) -> {
            p.sky(0xf3ddb3, 0xefd2a0, 0xe9c48d);
            for (int i = 0; i < 60; i++) p.oval(rnd(i) * W, 300 + rnd(i + 70) * 340, 1 + 2 * rnd(i + 3), .8 + rnd(i), alpha(i % 3 == 0 ? 0xffffff : 0xb98c58, .5));
            p.at(258, 560, .3, 1, () -> {
                Path2D star = new Path2D.Double();
                for (int i = 0; i < 10; i++) {
                    double a = i * TAU / 10, r = i % 2 == 0 ? 22 : 9;
                    if (i == 0) star.moveTo(r, 0); else star.lineTo(r * Math.cos(a), r * Math.sin(a));
                }
                star.closePath();
                p.at(3, 4, 0, 1, () -> p.fill(star, alpha(0x8a6130, .4)));
                p.stroke(star, 7, c(0xe8734f));
                p.fill(star, c(0xf08a5f));
            });
            double[] reach = {430 + 75 * Math.sin(t * .95), 380 + 60 * Math.sin(t * .95 + .5), 290 + 44 * Math.sin(t * .8 + 1.3), 190 + 30 * Math.sin(t * .7 + 2.2), 90 + 20 * Math.sin(t * .6 + 3)};
            int[] water = {0xd8c39a, 0x9fd9cf, 0x5cc0c0, 0x2a9fb3, 0x17809f};
            for (int i = 0; i < 5; i++) {
                int k = i;
                java.util.function.DoubleUnaryOperator edge = x -> reach[k] + (k == 0 ? 12 : 0) + 46 * (fbm(x * .009 + k * 5, t * .16 + k * 3, 3) - .45) + 8 * Math.sin(x * .03 + t + k);
                Path2D sea = new Path2D.Double();
                sea.moveTo(-8, -8);
                for (int x = -8; x <= W + 8; x += 4) sea.lineTo(x, edge.applyAsDouble(x));
                sea.lineTo(W + 8, -8);
                sea.closePath();
                if (i == 0) { p.fill(sea, alpha(0xb98f5a, .55)); continue; }
                p.fill(sea, alpha(water[i], i == 1 ? .85 : .8));
                for (int f = 0; f < 3; f++) {
                    Path2D foam = new Path2D.Double();
                    for (int x = -8; x <= W + 8; x += 6) {
                        double y = edge.applyAsDouble(x) - f * 13 - f * 9 * fbm(x * .03, f * 9 + k + t * .2, 2);
                        if (x == -8) foam.moveTo(x, y); else foam.lineTo(x, y);
                    }
                    p.stroke(foam, f == 0 ? 6 - k * .6 : 2.2, alpha(0xffffff, (f == 0 ? .92 : .35) * (1 - k * .13)));
                }
            }
        };
    }

    /** Jellyfish pulsing upwards through deep water. */
    static Scene jellyfish() {
        return (p, t) -> {
            p.sky(0x1c4a8a, 0x1a2b6b, 0x120f3d, 0x0a0724);
            for (int i = 0; i < 5; i++) {
                double x = 40 + i * 75 + 14 * wave(t + i, 9);
                p.gradient(poly(x, -10, x + 34, -10, x + 90 - i * 20, 460, x - 40 - i * 12, 460), 0, 440, alpha(0x8fd0ff, .12), alpha(0x8fd0ff, 0));
            }
            for (int i = 0; i < 46; i++) p.disc(rnd(i) * W + 6 * wave(t + i, 5), (rnd(i + 30) * 700 - t * (8 + 12 * rnd(i + 4)) + 1400) % 700 - 30, .7 + 1.4 * rnd(i + 11), alpha(0xbfe3ff, .4));
            double[][] js = {{255, 470, .5, 1.6}, {75, 300, .62, .4}, {280, 190, .42, 2.4}, {160, 400, 1.22, 0}};
            int[] hue = {0x8f7bff, 0x5fd3e8, 0xff8ac1, 0xff7fb0};
            for (int j = 0; j < 4; j++) {
                double[] d = js[j];
                Color col = c(hue[j]);
                double ph = t * 2.1 + d[3] * 3, squeeze = Math.sin(ph), lift = -t * 13 * d[2] - 9 * Math.sin(ph - .9) + 60 * d[2];
                p.at(d[0] + 10 * wave(t + j, 6), d[1] + lift, .1 * wave(t + j, 5), d[2], () -> {
                    double w = 70 - 9 * squeeze, h = 74 + 9 * squeeze;
                    p.glow(0, -18, 150, alpha(col, .34));
                    for (int k = 0; k < 11; k++) {
                        double[] xy = new double[24];
                        for (int s = 0; s < 12; s++) {
                            double q = s / 11.0;
                            xy[2 * s] = (k - 5) * w / 6.2 * (1 - .25 * q) + q * 17 * Math.sin(ph * .8 - q * 5 + k * .7);
                            xy[2 * s + 1] = 6 + q * (150 + 50 * Math.sin(k * 2.1));
                        }
                        p.stroke(curve(xy), k % 3 == 1 ? 5 : 1.6, alpha(mix(col, Color.WHITE, .4), k % 3 == 1 ? .28 : .55));
                    }
                    Path2D bell = new Path2D.Double();
                    bell.moveTo(-w, 8);
                    bell.curveTo(-w * 1.04, -h * .8, -w * .5, -h, 0, -h);
                    bell.curveTo(w * .5, -h, w * 1.04, -h * .8, w, 8);
                    for (int k = 0; k < 6; k++) {
                        double x1 = w - (k + 1) * w / 3;
                        bell.quadTo(x1 + w / 6, 8 - 13 - 4 * squeeze, x1, 8);
                    }
                    p.gradient(bell, -h, 12, alpha(mix(col, Color.WHITE, .72), .92), alpha(col, .62), alpha(mix(col, c(0x2a1080), .4), .6));
                    p.clip(bell, () -> {
                        for (int k = -2; k <= 2; k++) p.stroke(curve(0, -h, k * w * .3, -h * .5, k * w * .42, 10), 2, alpha(0xffffff, .22));
                        for (int k = 0; k < 4; k++) p.oval((k - 1.5) * 22, -h * .42, 9, 14, alpha(0xffffff, .25));
                        p.oval(-w * .4, -h * .68, 17, 9, alpha(0xffffff, .5));
                    });
                });
            }
        };
    }

    /** A caravan on the crest of a dune. */
    static Scene duneCaravan() {
        return (p, t) -> {
            p.sky(0x2f6f8f, 0x8fbcb0, 0xf4d9a6, 0xf7b878);
            p.glow(110, 215 + t * 2, 150, alpha(0xffffff, .6));
            p.disc(110, 215 + t * 2, 36, c(0xfffbe8));
            int[][] tone = {{0xe9a468, 0xc9774d}, {0xe08d50, 0xb35d3f}, {0xd37840, 0x8d4234}, {0xbb5f35, 0x63292c}};
            for (int i = 0; i < 4; i++) {
                int k = i;
                double base = 285 + i * 92, drift = t * (4 + 7 * i);
                java.util.function.DoubleUnaryOperator crest = x -> base + (46 - 4 * k) * Math.sin((x + drift) * (.0125 - k * .0012) + k * 1.9) + 12 * Math.sin((x + drift) * .029 + k);
                Path2D dune = land(crest);
                p.gradient(dune, base - 50, base + 190, c(tone[i][0]), c(tone[i][1]));
                p.clip(dune, () -> {
                    Path2D shade = new Path2D.Double();
                    shade.moveTo(-20, H);
                    for (int x = -20; x <= W + 20; x += 5) {
                        double slope = crest.applyAsDouble(x + 3) - crest.applyAsDouble(x);
                        shade.lineTo(x + 10, crest.applyAsDouble(x) + (slope > 0 ? 1 : 1 - slope * 90));
                    }
                    shade.lineTo(W + 20, H);
                    p.fill(shade, alpha(tone[k][1], .5));
                    for (int r = 0; r < 7; r++) {
                        Path2D rip = new Path2D.Double();
                        for (int x = -8; x <= W + 8; x += 6) {
                            double y = crest.applyAsDouble(x + r * 9) + 20 + r * 17 + 3 * Math.sin((x + drift) * .09 + r * 2);
                            if (x == -8) rip.moveTo(x, y); else rip.lineTo(x, y);
                        }
                        p.stroke(rip, 1.2, alpha(0xffe0b0, .16));
                    }
                });
                if (i == 1) for (int m = 0; m < 4; m++) {
                    double x = 60 + m * 48 + t * 9, y = crest.applyAsDouble(x), a = Math.atan2(crest.applyAsDouble(x + 5) - y, 5);
                    int mm = m;
                    p.at(x, y + 1, a * .6, .95, () -> camel(p, t * 4 + mm * 1.7, c(0x4a2226), mm % 2 == 0 ? c(0xd6453d) : c(0x2f7d86)));
                }
            }
            for (int i = 0; i < 40; i++) {
                double x = (rnd(i) * 460 + t * (60 + 60 * rnd(i + 5))) % 460 - 50;
                p.line(x, 380 + rnd(i + 60) * 240, x + 9, 379 + rnd(i + 60) * 240, 1, alpha(0xffe9c4, .35));
            }
        };
    }
    private static void camel(Pen p, double step, Color body, Color cloth) {
        for (int leg = 0; leg < 4; leg++) {
            double hip = leg < 2 ? -8 : 8, sw = 4.5 * Math.sin(step + leg * 1.6);
            p.lines(2.2, body, hip + leg % 2, -15, hip + sw * .4, -8, hip + sw, 0);
        }
        p.fill(blob(-13, -17, -9, -23, -3, -24, 0, -31, 5, -25, 11, -22, 13, -16, 0, -13), body);
        p.stroke(curve(11, -18, 17, -18, 20, -26, 21, -31), 3.4, body);
        p.fill(blob(19, -33, 22, -35, 28, -31, 25, -29, 20, -29), body);
        p.fill(poly(-6, -25, 6, -26, 8, -18, -7, -18), cloth);
        p.line(-13, -19, -15, -12 + Math.sin(step), 1.3, body);
    }

    /** Northern lights over a still lake. */
    static Scene aurora() {
        int w = 120, h = 214;
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Color[] top = cs(0x050a1f, 0x0b1a3a, 0x123252);
        return (p, t) -> {
            int shore = 128;
            for (int x = 0; x < w; x++) {
                double base = 96 + 26 * Math.sin(x * .035 + t * .22) + 22 * (fbm(x * .03 + t * .1, t * .09, 3) - .4);
                double base2 = 66 + 18 * Math.sin(x * .05 - t * .17 + 2);
                double ray = .35 + .9 * fbm(x * .16 + t * .35, t * .25, 3), ray2 = .25 + .8 * fbm(x * .2 - t * .3, 9 + t * .2, 3);
                for (int y = 0; y < h; y++) {
                    double yy = y < shore ? y : 2 * shore - y + 1.6 * Math.sin(y * .9 + t * 2.4 + x * .06);
                    double a = curtain(base - yy) * ray, b = curtain(base2 - yy) * ray2 * .7, k = clamp((base - yy) / 75);
                    Color sky = ramp(yy / shore, top);
                    double red = sky.getRed() + a * lerp(60, 170, k) + b * 140, green = sky.getGreen() + a * lerp(255, 60, k) + b * 120, blue = sky.getBlue() + a * lerp(150, 200, k) + b * 220;
                    double dim = y < shore ? 1 : .62 - (y - shore) * .002;
                    small.setRGB(x, y, (int) Math.min(255, red * dim) << 16 | (int) Math.min(255, green * dim) << 8 | (int) Math.min(255, blue * dim));
                }
            }
            p.g.drawImage(small, 0, 0, W, H, null);
            double shoreY = shore * H / (double) h;
            for (int i = 0; i < 70; i++) p.disc(rnd(i) * W, rnd(i + 80) * 330, .5 + .9 * rnd(i + 5), alpha(0xffffff, .35 + .35 * wave(t + i, 1.5 + 3 * rnd(i))));
            Path2D far = new Path2D.Double();
            far.moveTo(-5, shoreY);
            for (int x = -5; x <= W + 5; x += 5) far.lineTo(x, shoreY - 12 - 70 * Math.pow(fbm(x * .012 + 3, 4, 4), 1.4));
            far.lineTo(W + 5, shoreY);
            p.fill(far, c(0x081426));
            p.at(0, 2 * shoreY, 0, 1, -1, () -> p.fill(far, alpha(0x040b18, .75)));
            for (int i = 0; i < 34; i++) {
                double x = (i < 20 ? 0 : 235) + rnd(i) * 130, s = 16 + 34 * rnd(i + 3);
                p.fill(poly(x, shoreY - s, x + s * .22, shoreY + 3, x - s * .22, shoreY + 3), c(0x030912));
                p.fill(poly(x, shoreY + s * .9, x + s * .2, shoreY + 2, x - s * .2, shoreY + 2), alpha(0x030912, .6));
            }
            for (int i = 0; i < 16; i++) p.line(40 + 260 * rnd(i) + 14 * wave(t + i, 5), shoreY + 20 + i * 13, 70 + 270 * rnd(i) + 14 * wave(t + i, 5), shoreY + 20 + i * 13, 1, alpha(0xc8ffe8, .10));
        };
    }
    private static double curtain(double above) { return above < -4 ? 0 : above < 0 ? (above + 4) / 4 * .8 : Math.exp(-above / 26) * .8; }

    /** Starlings wheeling over the reeds. */
    static Scene murmuration() {
        int n = 620;
        double[] x = new double[n], y = new double[n], z = new double[n], vx = new double[n], vy = new double[n], vz = new double[n];
        for (int i = 0; i < n; i++) { x[i] = 60 + 160 * rnd(i); y[i] = 180 + 120 * rnd(i + n); z[i] = rnd(i + 2 * n) * 80; }
        return (p, t) -> {
            p.sky(0x5a6f9a, 0xa98fa8, 0xeeb39a, 0xfbdcb0, 0xf3b98a);
            p.glow(95, 470, 150, alpha(0xfff2cf, .8));
            p.disc(95, 470, 25, c(0xfff4da));
            double hx = 170 + 80 * Math.sin(t * .75) + 30 * Math.sin(t * 1.9), hy = 255 + 105 * Math.sin(t * 1.05 + 1), hz = 40 + 60 * Math.sin(t * .6);
            for (int i = 0; i < n; i++) {
                double ax = (hx - x[i]) * .0042, ay = (hy - y[i]) * .0052, az = (hz - z[i]) * .012;
                double fx = x[i] * .011, fy = y[i] * .011;
                double swirl = TAU * 2 * fbm(fx + t * .12, fy - t * .1, 2);
                ax += .46 * Math.cos(swirl); ay += .34 * Math.sin(swirl); az += .25 * Math.sin(swirl * 1.7);
                for (int q = 1; q <= 6; q++) {
                    int j = (i + q * 37) % n;
                    double dx = x[i] - x[j], dy = y[i] - y[j], d2 = dx * dx + dy * dy + 4;
                    if (d2 < 900) { ax += dx / d2 * 1.5; ay += dy / d2 * 1.5; } else { ax += (vx[j] - vx[i]) * .006; ay += (vy[j] - vy[i]) * .006; }
                }
                vx[i] = (vx[i] + ax) * .965; vy[i] = (vy[i] + ay) * .965; vz[i] = (vz[i] + az) * .96;
                x[i] += vx[i]; y[i] += vy[i]; z[i] += vz[i];
                double s = 1.3 + clamp(z[i] / 130) * 1.9, a = Math.atan2(vy[i], vx[i]), f = Math.sin(t * 17 + i);
                p.at(x[i], y[i], a, s, () -> p.fill(poly(2, 0, -.4, -1.6 * f - .5, -1.6, 0, -.4, 1.6 * f + .5), alpha(0x261c2e, .9)));
            }
            for (int l = 0; l < 3; l++) {
                int k = l;
                p.fill(land(xx -> 545 + k * 28 - 16 * fbm(xx * .012 + k * 9, k, 3)), mix(0x7a5a5e, 0x241a26, l / 2.0));
            }
            for (int i = 0; i < 90; i++) {
                double bx = rnd(i) * W, h = 40 + 80 * rnd(i + 5), lean = 7 * wave(t + bx * .01, 4) + 10 * (rnd(i + 8) - .5);
                p.stroke(curve(bx, H, bx + lean * .3, H - h * .6, bx + lean, H - h), 1.5, c(0x1b131d));
                if (i % 3 == 0) p.line(bx + lean, H - h, bx + lean * 1.1, H - h - 13, 3.6, c(0x1b131d));
            }
        };
    }

    /** A fern unrolling, frond by frond. */
    static Scene fern() {
        return (p, t) -> {
            p.sky(0xf3efe0, 0xe9ead2, 0xd6dfc0);
            p.disc(182, 280, 165 + 3 * wave(t, 5), c(0xf9e3b4));
            for (int i = 0; i < 5; i++) {
                int k = i;
                double start = i * .9, turn = (i - 2) * .34 + .03 * wave(t + i, 4);
                double grow = easeOut(t, start, start + 6);
                p.at(180 + (i - 2) * 7, 566, turn, 1, () -> frond(p, t, grow, 350 - 42 * Math.abs(k - 2), k % 2 == 0 ? 1 : -1, mix(0x2f6b4a, 0x6fa35b, rnd(k + 2)), 0));
            }
            p.fill(poly(118, 548, 246, 548, 230, 640, 134, 640), c(0xc96f4a));
            p.round(110, 536, 144, 26, 6, c(0xd98259));
            p.fill(poly(206, 562, 240, 562, 230, 640, 204, 640), alpha(0x8e4630, .35));
            for (int i = 0; i < 14; i++) {
                double life = frac(t / 5 + rnd(i));
                p.disc(60 + 250 * rnd(i + 4) + 12 * wave(t + i, 4), 520 - life * 430, 1.6 + 1.6 * rnd(i), alpha(0xc9a84e, .7 * Math.sin(life * Math.PI)));
            }
        };
    }
    private static void frond(Pen p, double t, double grow, double len, int side, Color col, int depth) {
        int n = depth == 0 ? 26 : 10;
        double x = 0, y = 0, a = -Math.PI / 2, step = len / n;
        double[] xy = new double[2 * n + 2];
        double[][] nodes = new double[n][];
        for (int i = 0; i < n; i++) {
            double q = i / (double) n, open = clamp(grow * 1.7 - q);
            a += side * (depth == 0 ? .022 : .03) + side * (1 - Math.min(1, open * 1.5)) * (.24 + q * .35) + .004 * Math.sin(t * 1.7 + i * .3);
            double s = step * Math.min(1, grow * 2.2) * (.4 + .6 * Math.min(1, open * 2));
            nodes[i] = new double[] {x, y, a, open, q};
            x += Math.cos(a) * s;
            y += Math.sin(a) * s;
            xy[2 * i + 2] = x;
            xy[2 * i + 3] = y;
        }
        p.stroke(curve(xy), depth == 0 ? 3 : 1.1, mix(col, c(0x1c3b2a), .35));
        for (double[] d : nodes) {
            double size = Math.min(1, d[3] * 1.3) * Math.pow(1 - d[4], .75) * (d[4] < .1 ? d[4] * 10 : 1) * len * (depth == 0 ? .27 : .34);
            if (size < 1.2) continue;
            for (int s = -1; s <= 1; s += 2) {
                double turn = d[2] + Math.PI / 2 + s * 1.12;
                if (depth == 0 && size > 14) p.at(d[0], d[1], turn, 1, () -> frond(p, t, clamp(d[3] * 1.4), size, 1, col, 1));
                else p.at(d[0], d[1], turn - Math.PI / 2, 1, () -> p.oval(size * .5, 0, size * .5, Math.max(.9, size * .2), mix(col, Color.WHITE, .08 + .14 * rnd(d[4] * 7))));
            }
        }
    }

    /** Weeks on a window sill in ten seconds. */
    static Scene windowsill() {
        return (p, t) -> {
            double day = t / 2.4 + .3, h = frac(day), light = clamp(.62 + .7 * Math.sin((h - .25) * TAU)), g = clamp(t / 10.5);
            p.sky(mix(0x3c3550, 0xf4e3d0, light), mix(0x2f2945, 0xecd2bd, light));
            p.round(44, 78, 272, 372, 8, mix(0x54496a, 0xfffaf0, light));
            Shape pane = new Rectangle2D.Double(56, 90, 248, 348);
            p.gradient(pane, 90, 438, mix(0x10183c, 0x79c1e8, light), mix(mix(0x2a2f63, 0xf5a77c, clamp(1 - Math.abs(light - .45) * 2.4)), c(0xd9f1f5), light * .8));
            p.clip(pane, () -> {
                double a = (h - .25) * TAU;
                p.glow(180 - 150 * Math.cos(a), 330 - 210 * Math.sin(a), 70, alpha(0xfff2b8, .9));
                p.disc(180 - 150 * Math.cos(a), 330 - 210 * Math.sin(a), 22, c(0xfff6d0));
                p.disc(180 + 150 * Math.cos(a), 330 + 210 * Math.sin(a), 16, c(0xe9edff));
                for (int i = 0; i < 30; i++) p.disc(60 + 240 * rnd(i), 95 + 240 * rnd(i + 9), 1, alpha(0xffffff, .8 - light * 1.4));
                for (int i = 0; i < 3; i++) {
                    double x = (i * 130 + day * 190) % 390 - 20, y = 150 + i * 62;
                    p.fade(.25 + .6 * light, () -> { p.oval(x, y, 34, 11, Color.WHITE); p.oval(x + 12, y - 9, 18, 12, Color.WHITE); p.oval(x - 14, y - 5, 14, 9, Color.WHITE); });
                }
                p.fill(land(x -> 402 - 14 * Math.sin(x * .02)), mix(0x1c2a3f, 0x7fb37a, light));
                p.fill(land(x -> 418 - 9 * Math.sin(x * .035 + 2)), mix(0x16222f, 0x5e9a68, light));
            });
            p.rect(175, 90, 10, 348, mix(0x54496a, 0xfffaf0, light));
            p.rect(56, 250, 248, 8, mix(0x54496a, 0xfffaf0, light));
            p.rect(0, 498, W, 24, mix(0x6a4a4a, 0xd9a06b, light));
            p.rect(0, 522, W, 118, mix(0x3a2c3f, 0xb87d53, light));
            double dark = 1 - light;
            int n = 15;
            double px = 180, py = 446, len = 300 * (1 - Math.pow(1 - g, 1.6)) + 6, a = -Math.PI / 2;
            double[] xy = new double[2 * n + 2];
            xy[0] = px; xy[1] = py;
            for (int i = 1; i <= n; i++) {
                a = -Math.PI / 2 + .30 * Math.sin(i * .55) * Math.min(1, g * 1.4) + .05 * Math.sin(h * TAU + i * .2);
                px += Math.cos(a) * len / n;
                py += Math.sin(a) * len / n;
                xy[2 * i] = px;
                xy[2 * i + 1] = py;
            }
            p.stroke(curve(xy), 3 + 3 * g, mix(c(0x4f8f4c), c(0x1f2f3d), dark * .7));
            for (int i = 1; i <= n; i++) {
                double size = pop(g, i * .055, i * .055 + .22) * (52 - i * 2), s = i % 2 == 0 ? 1 : -1;
                if (g < i * .055 || size < 1) continue;
                p.at(xy[2 * i], xy[2 * i + 1], s > 0 ? -.45 + .12 * Math.sin(h * TAU + i) : Math.PI + .45 - .12 * Math.sin(h * TAU + i), size / 52, () -> {
                    p.fill(blob(0, 0, 14, -13, 34, -12, 54, 2, 34, 11, 14, 10), mix(mix(0x5fae57, 0x8fcf6a, rnd(s)), c(0x22364a), dark * .7));
                    p.line(2, 0, 46, 1, 1.2, alpha(0xeaffd8, .4));
                });
            }
            double b = pop(g, .84, .97);
            if (g > .84) for (int k = 0; k < 7; k++) p.at(px, py, k * TAU / 7 + t * .1, b, () -> p.oval(19, 0, 15, 9, mix(c(0xf4728a), c(0x5a3566), dark * .6)));
            if (g > .84) p.disc(px, py, 10 * b, mix(0xf9c74f, 0xa07840, dark));
            p.fill(poly(136, 448, 224, 448, 213, 500, 147, 500), mix(0x3d4a63, 0x4a7fa8, light));
            p.round(130, 438, 100, 18, 5, mix(0x46546f, 0x5a93bd, light));
        };
    }

    /** A lit cabin in falling snow. */
    static Scene snowCabin() {
        return (p, t) -> {
            p.sky(0x101b3d, 0x1f3260, 0x4a5f94, 0x9aa5c8);
            p.glow(84, 130, 90, alpha(0xdfe8ff, .5));
            p.disc(84, 130, 24, c(0xf2f5ff));
            p.fill(land(x -> 380 - 150 * Math.pow(fbm(x * .009 + 2, 1, 4), 1.2)), c(0x55689b));
            p.fill(land(x -> 420 - 70 * fbm(x * .012 + 8, 3, 3)), c(0x6f82b3));
            for (int i = 0; i < 16; i++) fir(p, (rnd(i) * 420 - 30), 440 + 14 * rnd(i + 3), 70 + 60 * rnd(i + 6), mix(0x2c4468, 0x3a5580, rnd(i)), t + i);
            p.fill(land(x -> 462 - 20 * Math.sin(x * .012 + .4)), c(0xc9d4ee));
            p.glow(182, 440, 170, alpha(0xffb45a, .30 + .03 * wave(t, .7)));
            for (int i = 0; i < 9; i++) {
                double l = frac(t / 5 + i / 9.0);
                p.disc(226 + 34 * l * l + 9 * Math.sin(l * 7 + t), 322 - 170 * l, 5 + 20 * l, alpha(0xdfe6f7, .34 * (1 - l)));
            }
            p.rect(217, 326, 18, 44, c(0x51414c));
            p.round(214, 320, 24, 9, 4, c(0xf4f7ff));
            p.rect(116, 395, 138, 80, c(0x6d4438));
            for (int i = 0; i < 6; i++) p.rect(116, 406 + i * 13, 138, 2.4, c(0x55332c));
            p.fill(poly(98, 400, 185, 332, 272, 400), c(0x4a2f33));
            p.fill(blob(90, 402, 120, 372, 184, 322, 250, 372, 280, 402, 262, 400, 185, 350, 108, 402), c(0xf2f6ff));
            double flick = .92 + .08 * Math.sin(t * 9) * Math.sin(t * 5.3);
            for (double wx : new double[] {134, 206}) {
                p.rect(wx - 3, 413, 36, 34, c(0x40272a));
                p.rect(wx, 416, 30, 28, mix(0xe58a35, 0xffd27a, flick));
                p.rect(wx + 14, 416, 2.4, 28, c(0x40272a));
                p.rect(wx, 429, 30, 2.4, c(0x40272a));
            }
            p.round(174, 424, 24, 51, 3, c(0x8d3b38));
            p.fill(land(x -> 480 - 9 * Math.sin(x * .02) + 4 * Math.sin(x * .05)), c(0xe6ecfa));
            p.fade(.5, () -> p.fill(poly(138, 478, 160, 478, 120, 580, 74, 580), c(0xffd9a0)));
            p.fill(land(x -> 560 - 30 * Math.sin(x * .013 + 2.4)), c(0xf6f9ff));
            fir(p, 22, 652, 220, c(0x24395a), t);
            fir(p, 344, 660, 260, c(0x1e3150), t + 2);
            for (int i = 0; i < 150; i++) {
                double z = rnd(i), x = (rnd(i + 200) * 400 + 18 * Math.sin(t * .8 + i) + t * 9 * z + 400) % 400 - 20, y = (rnd(i + 400) * 680 + t * (26 + 60 * z)) % 680 - 20;
                p.disc(x, y, .8 + 2.4 * z * z, alpha(0xffffff, .5 + .45 * z));
            }
        };
    }
    private static void fir(Pen p, double x, double y, double h, Color col, double t) {
        p.rect(x - 3, y - 8, 6, 12, mix(col, c(0x2a1d20), .6));
        for (int k = 0; k < 4; k++) {
            double w = h * (.30 - k * .055), ty = y - h * (.06 + k * .21), sway = (k + 1) * .6 * wave(t, 4);
            p.fill(poly(x - w + sway, ty, x + w + sway, ty, x + sway * 1.6, ty - h * .36), mix(col, Color.WHITE, k * .045));
            p.fill(blob(x + sway * 1.6, ty - h * .36, x + w * .5 + sway, ty - h * .17, x + w * .1 + sway, ty - h * .19, x - w * .25 + sway, ty - h * .14), alpha(0xf4f8ff, .75));
        }
    }

    private static Area within(Area area, double x, double y, double rx, double ry) {
        Area a = new Area(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
        a.intersect(area);
        return a;
    }

    /** One lunation, slowly. */
    static Scene moonPhases(double length) {
        String[] names = {"New moon", "Waxing crescent", "First quarter", "Waxing gibbous", "Full moon", "Waning gibbous", "Last quarter", "Waning crescent"};
        return (p, t) -> {
            double ph = t / length, cx = 158, cy = 262, r = 96;
            p.sky(0x0b1024, 0x131a38, 0x1f2950);
            for (int i = 0; i < 55; i++) {
                double a = rnd(i) * TAU + t * .012, d = 120 + 380 * rnd(i + 60);
                p.disc(cx + d * Math.cos(a), 300 + d * Math.sin(a), .7 + .9 * rnd(i + 3), alpha(0xffffff, .65));
            }
            p.glow(cx, cy, 210, alpha(0xcdd8ff, .30 * Math.sin(Math.PI * ph)));
            Shape moon = new Ellipse2D.Double(cx - r, cy - r, 2 * r, 2 * r);
            p.fill(moon, c(0x1a2140));
            double k = Math.cos(ph * TAU), rx = Math.abs(k) * r;
            Area lit = new Area(new Rectangle2D.Double(ph < .5 ? cx : cx - r, cy - r, r, 2 * r));
            Area e = new Area(new Ellipse2D.Double(cx - rx, cy - r, 2 * rx, 2 * r));
            if (k > 0) lit.subtract(e); else lit.add(e);
            lit.intersect(new Area(moon));
            p.fill(lit, c(0xf3efdf));
            double[][] seas = {{-30, -35, 34}, {18, -30, 24}, {40, 2, 20}, {-40, 20, 28}, {-8, 8, 18}, {10, 58, 12}, {50, 42, 9}, {-58, -8, 12}, {-12, 70, 7}, {60, -36, 8}};
            for (double[] s : seas) p.fill(within(lit, cx + s[0], cy + s[1], s[2], s[2] * .86), alpha(0xcbc5b4, .75));
            for (double[] s : seas) p.fill(within(lit, cx - s[1] * .9 + 6, cy + s[0] * .9, s[2] * .22, s[2] * .2), alpha(0xb9b2a2, .7));
            for (int i = 0; i < 29; i++) {
                double a = i * TAU / 29 - Math.PI / 2, on = clamp(1 - Math.abs(frac(ph - i / 29.0 + .5) - .5) * 29);
                p.disc(cx + 126 * Math.cos(a), cy + 126 * Math.sin(a), 1.7 + 2.6 * on, mix(0x46538a, 0xffe3a3, Math.max(on, i / 29.0 < ph ? .45 : 0)));
            }
            double slot = frac(ph + .0625) * 8, part = frac(slot);
            p.fade(window(part, 0, .12, .88, 1), () -> {
                p.centred(names[(int) slot % 8], cx, 440, Pen.Face.BOLD, 23, c(0xf3efdf));
                p.centred("day " + (1 + (int) (ph * 29.5)), cx, 466, Pen.Face.REGULAR, 15, c(0x97a4d8));
            });
            for (int l = 0; l < 2; l++) {
                int q = l;
                p.fill(land(x -> 575 + q * 30 - 26 * fbm(x * .01 + q * 4, q, 3)), c(l == 0 ? 0x0e1430 : 0x080c20));
            }
        };
    }
}
