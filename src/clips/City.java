import module java.desktop;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Town, night, machines and numbers. */
final class City extends Scenery {
    private City() {}

    /** Rain on a bus window, the city out of focus behind it. */
    static Scene rainWindow() {
        int n = 46;
        double[] x = new double[n], y = new double[n], r = new double[n], v = new double[n];
        for (int i = 0; i < n; i++) { x[i] = rnd(i) * W; y[i] = rnd(i + 50) * H; r[i] = 2.5 + 6 * rnd(i + 9) * rnd(i + 19); }
        int[] lights = {0xff9a4d, 0xff4d5e, 0xffd27a, 0x59c7ff, 0xff6fae, 0x7dffc8, 0xffe9c4};
        return (p, t) -> {
            p.sky(0x0d1430, 0x1b1f4a, 0x2e2450, 0x191a38);
            for (int i = 0; i < 46; i++) {
                double depth = rnd(i + 3), bx = (rnd(i) * 560 - t * (10 + 44 * depth) + 5600) % 560 - 100, by = 130 + 370 * rnd(i + 44) + 4 * wave(t + i, 3), br = 14 + 34 * depth;
                Color col = c(lights[i % lights.length]);
                double a = (.24 + .32 * rnd(i + 8)) * (.85 + .15 * wave(t + i, 1.7));
                p.disc(bx, by, br, alpha(col, a));
                p.ring(bx, by, br - 1.5, 2, alpha(mix(col, Color.WHITE, .4), a * .7));
            }
            p.gradient(new Rectangle2D.Double(0, 0, W, H), 0, H, alpha(0x9fb4e0, .10), alpha(0x9fb4e0, .02), alpha(0x05060f, .4));
            for (int i = 0; i < 130; i++) bead(p, rnd(i + 500) * W, rnd(i + 700) * H, .8 + 1.7 * rnd(i + 900), 1);
            for (int i = 0; i < n; i++) {
                if (r[i] > 4.2) v[i] = Math.max(0, v[i] + (rnd(i + Math.floor(t * 3) * 13) - .42) * .9);
                v[i] = Math.min(v[i] * .97, 7);
                y[i] += v[i];
                x[i] += .35 * Math.sin(y[i] * .07 + i) * Math.min(1, v[i]);
                r[i] += .006;
                if (y[i] > H + 14) { y[i] = -12; x[i] = rnd(i + t) * W; r[i] = 3 + 5 * rnd(t + i); v[i] = 0; }
                if (v[i] > .3) p.gradient(new RoundRectangle2D.Double(x[i] - r[i] * .5, y[i] - 26 - v[i] * 9, r[i], 26 + v[i] * 9, r[i], r[i]), y[i] - 26 - v[i] * 9, y[i], alpha(0xcfe0ff, 0), alpha(0xcfe0ff, .22));
                bead(p, x[i], y[i], r[i], 1 + Math.min(.5, v[i] * .1));
            }
        };
    }
    private static void bead(Pen p, double x, double y, double r, double tall) {
        p.oval(x, y, r, r * tall, alpha(0x0b1026, .45));
        p.oval(x, y + r * .25, r * .85, r * .75 * tall, alpha(0xb9cdf5, .38));
        p.oval(x - r * .3, y - r * .4, r * .28, r * .24, alpha(0xffffff, .9));
    }

    /** Looking out of a slow train. */
    static Scene trainWindow() {
        return (p, t) -> {
            double jolt = .8 * Math.sin(t * 13) * Math.max(0, Math.sin(t * 2.1));
            p.sky(0x7c4a3c, 0x6a3d35);
            Shape pane = new RoundRectangle2D.Double(22, 72, 316, 392, 44, 44);
            p.round(12, 62, 336, 412, 30, c(0x4a2a2a));
            p.clip(pane, () -> {
                p.gradient(pane, 72, 400, cs(0x6fb7d6, 0xbfe0dc, 0xfbe8c0, 0xf9cf9a));
                p.disc(250, 190, 26, c(0xfff7dc));
                for (int i = 0; i < 5; i++) {
                    double x = (i * 110 - t * 7 + 1100) % 550 - 90, y = 120 + 55 * rnd(i + 2);
                    p.oval(x, y, 40, 9, alpha(0xffffff, .85));
                    p.oval(x + 10, y - 8, 20, 11, alpha(0xffffff, .85));
                }
                p.fill(land(x -> 330 - 130 * fbm((x + t * 9) * .009, 3, 4)), c(0x8fb0bb));
                p.fill(land(x -> 350 - 70 * fbm((x + t * 22) * .010 + 40, 8, 3)), c(0x7da58c));
                p.fill(land(x -> 366 - 34 * Math.sin((x + t * 50) * .011)), c(0x8fbb6c));
                for (int i = 0; i < 12; i++) {
                    double wx = i * 61 + 30 * rnd(i), x = (wx - t * 50 + 7320) % 732 - 60, gy = 366 - 34 * Math.sin((x + t * 50) * .011);
                    if (i % 4 == 1) {
                        p.rect(x, gy - 20, 26, 24, c(0xfff1df));
                        p.fill(poly(x - 5, gy - 20, x + 13, gy - 36, x + 31, gy - 20), c(0xcf5a45));
                        p.rect(x + 9, gy - 13, 7, 8, c(0x58788a));
                    } else { p.rect(x - 1.5, gy - 10, 3, 14, c(0x5d4630)); p.oval(x, gy - 22, 11 + 4 * rnd(i), 15, c(i % 2 == 0 ? 0x5f9455 : 0xd99a3c)); }
                }
                p.fill(land(x -> 396 - 8 * Math.sin((x + t * 110) * .02)), c(0xe6c65a));
                for (int i = 0; i < 22; i++) {
                    double x = (i * 40 - t * 150 + 8800) % 880 - 60;
                    p.line(x, 470, x + 40, 402, 5, alpha(0xc79f3a, .8));
                }
                p.fill(land(x -> 436 - 3 * Math.sin((x + t * 300) * .04)), c(0x577f45));
                for (int i = 0; i < 2; i++) {
                    double x = (i * 420 - t * 380 + 84000) % 840 - 120;
                    p.rect(x, 60, 9, 420, c(0x54423a));
                    p.rect(x - 24, 108, 57, 6, c(0x54423a));
                }
                for (int i = 0; i < 2; i++) p.stroke(curve(10, 112 + i * 12, 180, 122 + i * 14 + 5 * wave(t, 1.1), 350, 112 + i * 12), 1.4, alpha(0x40322d, .8));
                p.fade(.14, () -> p.fill(poly(60, 60, 140, 60, 20, 470, -60, 470), Color.WHITE));
                p.fade(.09, () -> p.fill(poly(170, 60, 200, 60, 80, 470, 50, 470), Color.WHITE));
            });
            p.stroke(pane, 3, c(0x34201f));
            p.fill(poly(0, 0, 46, 0, 40 + 2 * wave(t, 3), 250, 12, 430, 0, 440), c(0xc9503f));
            for (int i = 0; i < 3; i++) p.stroke(curve(6 + i * 13, 0, 8 + i * 11 + wave(t, 3), 220, 4 + i * 5, 420), 2, alpha(0x8f3029, .55));
            p.round(-10, 505 + jolt, 380, 30, 6, c(0xdba468));
            p.rect(0, 530 + jolt, W, 120, c(0x8a5638));
            p.at(226, 505 + jolt * 1.6, 0, 1, () -> {
                p.stroke(new Ellipse2D.Double(22, -45, 26, 26), 6, c(0xf7f1e6));
                p.fill(blob(-30, -56, 30, -56, 30, -12, 20, 0, -20, 0, -30, -12), c(0xfffaf0));
                p.oval(0, -55, 29, 6, c(0xe4dccb));
                p.oval(wave(t, .9), -54, 24, 4.4, c(0x6b3f28));
                for (int i = 0; i < 3; i++) p.stroke(curve(-12 + i * 12, -64, -16 + i * 12 + 5 * wave(t + i, 2), -84, -9 + i * 12 - 5 * wave(t + i, 2), -106), 3, alpha(0xffffff, .35));
            });
            p.at(96, 503 + jolt, -.04, 1, () -> {
                p.round(-52, -14, 108, 14, 2, c(0x2f6f73));
                p.rect(-46, -11, 100, 8, c(0xf6ead2));
                p.round(-44, -24, 92, 11, 2, c(0xe9b44c));
            });
        };
    }

    /** Fireworks over a harbour. */
    static Scene fireworks() {
        int[] hues = {0xff6b6b, 0xffd166, 0x6ee7ff, 0xff9ff3, 0x9dff8f, 0xffb26b, 0xb69cff};
        return (p, t) -> {
            p.sky(0x090b24, 0x151641, 0x2c2460, 0x4a2f6b);
            p.clip(new Rectangle2D.Double(0, 0, W, 470), () -> bursts(p, t, hues, 1));
            for (int l = 0; l < 2; l++) for (int i = 0; i < 18; i++) {
                double w = 18 + 22 * rnd(i + l * 40), h = (l == 0 ? 40 : 20) + 90 * rnd(i + 5 + l * 9) * rnd(i + 2), x = i * 22 - 12;
                p.rect(x, 470 - h, w, h, c(l == 0 ? 0x1a1840 : 0x0d0c26));
                if (l == 1) for (double yy = 474 - h; yy < 464; yy += 8) for (double xx = x + 3; xx < x + w - 4; xx += 7)
                    if (rnd(xx * 3 + yy) > .55) p.rect(xx, yy, 3, 3.6, alpha(0xffd98a, .55 + .4 * wave(t + xx, 4 + rnd(yy) * 5)));
            }
            p.gradient(new Rectangle2D.Double(0, 470, W, 170), 470, 640, cs(0x251f52, 0x0a0a24));
            p.clip(new Rectangle2D.Double(0, 470, W, 170), () -> p.fade(.45, () -> p.at(0, 470 + 470 * .42, 0, 1, -.42, () -> bursts(p, t, hues, .7))));
            for (int i = 0; i < 40; i++) {
                double y = 476 + 160 * rnd(i), w = 12 + 40 * rnd(i + 7), x = W * rnd(i + 3) + 10 * wave(t + i, 3);
                p.line(x, y, x + w, y, 1.4, alpha(i % 2 == 0 ? 0x0a0a24 : 0x8b7cc9, .45));
            }
            double bx = 40 + t * 12;
            p.fill(poly(bx, 522, bx + 60, 522, bx + 50, 536, bx + 10, 536), c(0x07071a));
            p.fill(poly(bx + 27, 478, bx + 27, 518, bx + 56, 518), c(0x0b0b22));
            p.disc(bx + 6, 516, 2.2, c(0xffdf9a));
        };
    }
    private static void bursts(Pen p, double t, int[] hues, double strength) {
        for (int b = 0; b < 19; b++) {
            double at = b * .55 - .3, life = (t - at) / 2.1;
            double x = 50 + 250 * rnd(b + 3), y = 105 + 190 * rnd(b + 31);
            if (life < 0 && life > -.4) {
                double q = 1 + life / .4;
                p.line(x - 8 * (1 - q), lerp(470, y, q), x - 9 * (1 - q), lerp(470, y, q) + 20 * (1 - q) + 4, 2, alpha(0xfff2c4, .9));
            }
            if (life < 0 || life > 1) continue;
            Color col = c(hues[b % hues.length]);
            double grow = 1 - Math.pow(1 - life, 3.4), size = 72 + 58 * rnd(b + 13), fade = Math.pow(1 - life, .8) * strength;
            p.glow(x, y, size * 1.8, alpha(col, .5 * fade));
            int rays = b % 3 == 2 ? 46 : 32;
            for (int i = 0; i < rays; i++) {
                double a = i * TAU * .382, d = b % 3 == 0 ? 1 : Math.sqrt((i + 1.0) / rays);
                double g0 = Math.max(0, grow - .10 - .08 * (1 - life)), sag = 46 * life * life;
                double x1 = x + Math.cos(a) * size * d * grow, y1 = y + Math.sin(a) * size * d * grow + sag, x0 = x + Math.cos(a) * size * d * g0, y0 = y + Math.sin(a) * size * d * g0 + sag * .8;
                p.line(x0, y0, x1, y1, 2.5, alpha(i % 4 == 0 ? mix(col, Color.WHITE, .6) : col, fade));
                p.disc(x1, y1, 2.1, alpha(0xffffff, fade * (.5 + .5 * Math.sin(t * 30 + i * 5))));
            }
        }
    }

    /** Lava lamp: metaballs shaded by their field. */
    static Scene lavaLamp() {
        int w = 120, h = 214;
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Color[] heat = cs(0x2a0b4f, 0x4a1173, 0x8a1a86, 0xe0356f, 0xff6b4a, 0xffa149, 0xffd46b);
        int[] lut = new int[512];
        for (int i = 0; i < 512; i++) lut[i] = ramp(i / 511.0, heat).getRGB();
        return (p, t) -> {
            double[][] b = new double[9][];
            for (int i = 0; i < 9; i++) {
                double y = 107 + 92 * Math.sin(t * (.32 + .09 * rnd(i)) + i * 2.1), x = 60 + 30 * Math.sin(t * (.25 + .12 * rnd(i + 4)) + i * 1.3);
                b[i] = new double[] {x, y, 150 + 190 * rnd(i + 8)};
            }
            for (int y = 0; y < h; y++) for (int x = 0; x < w; x++) {
                double f = 0;
                for (double[] m : b) f += m[2] / ((x - m[0]) * (x - m[0]) + (y - m[1]) * (y - m[1]) * .8 + 18);
                double pool = Math.exp((y - 214) / 12.0) * 2.2 + Math.exp(-y / 9.0) * 1.3;
                f += pool;
                double edge = clamp((f - 1.02) / .10), k = edge < 1 ? .05 + f * .16 + edge * .36 : .56 + clamp((f - 1.1) / 2.2) * .4;
                k += (y - 107) / 214.0 * .12;
                small.setRGB(x, y, lut[(int) (clamp(k) * 511)]);
            }
            p.g.drawImage(small, 0, 0, W, H, null);
            for (double[] m : b) p.oval(m[0] * 3 - 9, m[1] * 3 - 16, Math.sqrt(m[2]) * .55, Math.sqrt(m[2]) * .34, alpha(0xfff3d8, .35));
            for (int i = 0; i < 16; i++) {
                double life = frac(t / 6 + rnd(i));
                p.disc(W * rnd(i + 5) + 8 * wave(t + i, 3), H - life * 680, 1.5 + 2.5 * rnd(i + 2), alpha(0xffd0f0, .3));
            }
        };
    }

    /** A tiny isometric town waking up. */
    static Scene tinyCity() {
        int n = 9;
        int[] walls = {0xf6c28b, 0xef8f7a, 0x8fc9c0, 0xf4e0b8, 0xb7a7d9, 0xe7a6b8};
        return (p, t) -> {
            double sun = ease(t, 0, 9);
            p.sky(mix(0x22295a, 0x8fd3e6, sun), mix(0x4a3f7a, 0xd8efe2, sun), mix(0xc4788a, 0xfdf0d0, sun));
            p.glow(290 - 40 * sun, 250 - 150 * sun, 140, alpha(0xfff0b8, .7));
            p.disc(290 - 40 * sun, 250 - 150 * sun, 26, c(0xfff4cf));
            double ox = 180, oy = 236, u = 21, v = 12;
            p.fill(poly(ox, oy - v, ox + n * u + 8, oy + n * v, ox, oy + 2 * n * v + v, ox - n * u - 8, oy + n * v), mix(0x3f5568, 0xa8cf8e, sun));
            p.fill(poly(ox - n * u - 8, oy + n * v, ox, oy + 2 * n * v + v, ox, oy + 2 * n * v + v + 26, ox - n * u - 8, oy + n * v + 26), mix(0x2d2f45, 0x9a7350, sun));
            p.fill(poly(ox + n * u + 8, oy + n * v, ox, oy + 2 * n * v + v, ox, oy + 2 * n * v + v + 26, ox + n * u + 8, oy + n * v + 26), mix(0x24253a, 0x7c5a40, sun));
            for (int s = 0; s <= 2 * n - 2; s++) for (int i = Math.max(0, s - n + 1); i <= Math.min(s, n - 1); i++) {
                int j = s - i;
                double x = ox + (i - j) * u, y = oy + (i + j) * v;
                double id = i * 17 + j * 5 + 1, up = pop(t, .2 + s * .16 + rnd(id) * .5, 1.3 + s * .16 + rnd(id) * .5);
                if (t < .2 + s * .16 + rnd(id) * .5) up = 0;
                if (i == 4 || j == 3) {
                    p.fill(poly(x, y - v, x + u, y, x, y + v, x - u, y), mix(0x30344e, 0x8d929c, sun));
                    if (i == 4) p.line(x + u * .25 - u * .5, y + v * .75 - v, x - u * .25 , y + v * .25, 1.4, alpha(0xffffff, .6));
                    int lane = i == 4 ? 1 : 0;
                    double run = (t * 1.3 + lane * 3) % n, pos = lane == 1 ? j : i;
                    for (int k = 0; k < 2; k++) {
                        double q = frac((run + k * 4.5) / n) * n - pos;
                        if (q < -.5 || q >= .5) continue;
                        double cx = x + (lane == 1 ? -q : q) * u, cy = y + q * v;
                        Color col = c(k == 0 ? 0xe2483d : 0xf2c230);
                        box(p, cx, cy, 6.5, 3.7, 6, col);
                        p.glow(cx, cy, 16, alpha(0xfff2b0, .5 * (1 - sun)));
                    }
                } else if (rnd(id) < .24) {
                    for (int k = 0; k < 3; k++) {
                        double tx = x + (k - 1) * 10, ty = y + (k % 2) * 5 - 2, r = 8 * up;
                        p.rect(tx - 1, ty - 4, 2, 6, c(0x6b4a35));
                        p.oval(tx + .6 * wave(t + id, 2), ty - 6 - r, r, r * 1.3, mix(0x27485a, k == 1 ? 0x5fa861 : 0x7fc06a, sun));
                    }
                } else {
                    double h = (16 + 62 * rnd(id + 3) * rnd(id + 7) + 14 * rnd(id + 8)) * up;
                    Color wall = mix(mix(c(walls[(int) (rnd(id + 2) * 6)]), c(0x2b2f5c), .62), c(walls[(int) (rnd(id + 2) * 6)]), sun);
                    box(p, x, y, u * .8, v * .8, h, wall);
                    for (double wy = 8; wy < h - 5; wy += 10) for (int k = 0; k < 2; k++) {
                        boolean on = rnd(id + wy + k * 3) > .35 && rnd(id * 3 + wy + k) * 8 < t + 1;
                        Color win = on ? mix(0xffd76b, 0xfff4c4, sun) : alpha(0x24365a, .55);
                        double ax = x - u * .8 * (.3 + .4 * k), ay = y + v * .8 * (.7 - .4 * k) - wy;
                        p.fill(poly(ax - 2.5, ay - 1.4, ax + 2.5, ay + 1.4, ax + 2.5, ay - 3.6, ax - 2.5, ay - 6.4), win);
                        p.fill(poly(2 * x - ax - 2.5, ay + 1.4, 2 * x - ax + 2.5, ay - 1.4, 2 * x - ax + 2.5, ay - 6.4, 2 * x - ax - 2.5, ay - 3.6), win);
                    }
                }
            }
            for (int i = 0; i < 3; i++) {
                double x = (i * 170 + t * 14) % 480 - 60, y = 120 + i * 52;
                p.fade(.8, () -> { p.round(x, y, 64, 14, 7, Color.WHITE); p.round(x + 14, y - 9, 30, 18, 9, Color.WHITE); });
            }
        };
    }
    private static void box(Pen p, double x, double y, double u, double v, double h, Color col) {
        p.fill(poly(x - u, y, x, y + v, x, y + v - h, x - u, y - h), mix(col, c(0x1c2050), .14));
        p.fill(poly(x + u, y, x, y + v, x, y + v - h, x + u, y - h), mix(col, c(0x1c2050), .34));
        p.fill(poly(x, y - v - h, x + u, y - h, x, y + v - h, x - u, y - h), mix(col, Color.WHITE, .28));
    }

    /** A pixel cat at a pixel window. Drawn on a 72 x 128 canvas. */
    static Scene pixelCat() {
        BufferedImage small = new BufferedImage(72, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D q = small.createGraphics();
        return (p, tt) -> {
            double t = Math.floor(tt * 12) / 12;
            int step = (int) (t * 12);
            px(q, 0, 0, 72, 128, 0x2b1f3f);
            for (int i = 0; i < 12; i++) px(q, i * 6, 0, 3, 92, 0x33254b);
            px(q, 9, 16, 54, 60, 0xe8a66a);
            px(q, 11, 18, 50, 56, 0x1c2a5e);
            px(q, 11, 50, 50, 24, 0x2f3f7f);
            px(q, 11, 62, 50, 12, 0x5a4f94);
            for (int i = 0; i < 22; i++) if ((step / 3 + i) % 9 != 0) px(q, 12 + (int) (48 * rnd(i)), 19 + (int) (34 * rnd(i + 40)), 1, 1, i % 3 == 0 ? 0xfff2b8 : 0xa8b8ff);
            px(q, 46, 23, 8, 8, 0xfff2c4); px(q, 45, 24, 10, 6, 0xfff2c4); px(q, 44, 23, 5, 5, 0x1c2a5e);
            int[] roofs = {12, 8, 15, 10, 18, 9, 13};
            for (int i = 0; i < 7; i++) {
                px(q, 11 + i * 7, 74 - roofs[i], 7, roofs[i], i % 2 == 0 ? 0x1a1d45 : 0x232654);
                if ((step / 11 + i * 5) % 7 > 2) px(q, 13 + i * 7, 78 - roofs[i], 2, 2, 0xffc95c);
            }
            double m = t * 9 % 90 - 16;
            if (m < 44) for (int k = 0; k < 6; k++) if (m - k > 0) px(q, 13 + (int) (m - k), 22 + (int) ((m - k) / 3), 1, 1, k == 0 ? 0xffffff : 0x7f8fd0);
            px(q, 35, 18, 2, 56, 0xe8a66a); px(q, 11, 45, 50, 2, 0xe8a66a);
            px(q, 4, 76, 64, 5, 0xf2bd82); px(q, 4, 81, 64, 2, 0xa8683f);
            px(q, 0, 108, 72, 20, 0x4a2f3f); for (int i = 0; i < 5; i++) px(q, 0, 108 + i * 4, 72, 1, 0x3a2433);
            px(q, 52, 66, 10, 10, 0xd4573f); px(q, 51, 64, 12, 3, 0xe8725a);
            int sway = (int) Math.round(1.2 * wave(t, 3));
            px(q, 56, 52, 2, 12, 0x4fa05a); px(q, 51 + sway, 50, 6, 3, 0x6cc46f); px(q, 57 + sway, 46, 6, 3, 0x6cc46f); px(q, 54 + sway, 41, 5, 5, 0xffd34f); px(q, 55 + sway, 42, 3, 3, 0xb5651d);
            int breathe = Math.sin(t * 2.6) > 0 ? 1 : 0, look = Math.sin(t * .9) > .2 ? 1 : -1;
            int fur = 0xf29b4b, dark = 0xc9702e, cream = 0xffe6c4;
            for (int k = 0; k < 17; k++) {
                double bend = 3.4 * Math.sin(t * 2.3 - k * .28) * k / 17.0;
                px(q, 37 + (int) (k * .35 + bend), 80 + k, 3, 2, k > 13 ? cream : k % 4 < 2 ? fur : dark);
            }
            px(q, 20, 60 - breathe, 20, 16 + breathe, fur); px(q, 18, 64, 24, 12, fur); px(q, 23, 66, 10, 10, cream);
            px(q, 37, 62, 4, 2, dark); px(q, 38, 66, 4, 2, dark); px(q, 37, 70, 5, 2, dark);
            px(q, 22, 74, 5, 3, cream); px(q, 30, 74, 5, 3, cream);
            int hy = 44 - breathe, hx = 17 + (look > 0 ? 1 : 0);
            px(q, hx, hy, 22, 16, fur); px(q, hx + 2, hy - 2, 18, 20, fur);
            boolean twitch = step % 31 < 3;
            px(q, hx, hy - 7 + (twitch ? 1 : 0), 3, 7, fur); px(q, hx + 3, hy - 5, 3, 5, fur); px(q, hx + 1, hy - 4, 2, 4, 0xff9f9f);
            px(q, hx + 19, hy - 7, 3, 7, fur); px(q, hx + 16, hy - 5, 3, 5, fur); px(q, hx + 19, hy - 4, 2, 4, 0xff9f9f);
            px(q, hx + 10, hy - 2, 2, 4, dark); px(q, hx + 6, hy - 2, 2, 3, dark); px(q, hx + 14, hy - 2, 2, 3, dark);
            px(q, hx + 7, hy + 9, 8, 6, cream); px(q, hx + 10, hy + 9, 2, 2, 0xd9536b); px(q, hx + 8, hy + 12, 6, 1, dark);
            boolean blink = step % 43 < 2 || step % 43 > 4 && step % 43 < 7;
            for (int e : new int[] {4, 14}) {
                if (blink) px(q, hx + e, hy + 7, 4, 1, 0x4a2a1c);
                else { px(q, hx + e, hy + 4, 4, 5, 0x3fbf8f); px(q, hx + e + 1 + (look > 0 ? 1 : 0), hy + 4, 2, 5, 0x1b1226); px(q, hx + e, hy + 4, 1, 1, 0xffffff); }
            }
            for (int i = 0; i < 5; i++) {
                int nx = 6 + i * 13, ny = 4 + (i % 2) * 3;
                px(q, nx - 6, ny - 1 - (i % 2), 13, 1, 0x120c1e);
                px(q, nx, ny, 3, 3, new int[] {0xff6b6b, 0xffd166, 0x6ee7b7, 0x7db5ff, 0xff9ff3}[(i + step / 6) % 5]);
            }
            p.g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            p.g.drawImage(small, 0, 0, W, H, null);
            p.glow(230, 130, 120 + 5 * Math.sin(tt * 3), alpha(0xfff2c4, .12));
        };
    }
    private static void px(Graphics2D q, int x, int y, int w, int h, int rgb) {
        q.setColor(new Color(rgb));
        q.fillRect(x, y, w, h);
    }

    /** Seven balls bouncing in seven tempos: they meet again at the end. */
    static Scene dotRhythm() {
        int[] hue = {0xff5d5d, 0xff9f43, 0xffd93d, 0x6bcb77, 0x4dd0e1, 0x5c7cfa, 0xc77dff};
        return (p, t) -> {
            p.sky(0x17152b, 0x1f1b3a, 0x14122a);
            for (int i = 0; i < 7; i++) {
                double beats = 6 + i, x = 42 + i * 46, k = frac(t * beats / 12), floor = 486, hgt = 330 - i * 14;
                double y = floor - 16 - hgt * 4 * k * (1 - k), hit = Math.exp(-k * 7) * (t > .1 ? 1 : 0), squash = Math.max(0, 1 - Math.min(k, 1 - k) * 22) * .35;
                Color col = c(hue[i]);
                p.gradient(new RoundRectangle2D.Double(x - 17, 120, 34, 366, 17, 17), 120, 486, alpha(col, 0), alpha(col, .10 + .3 * hit));
                p.glow(x, floor + 4, 60 * hit + 2, alpha(col, .7 * hit));
                p.round(x - 18, floor, 36, 8 + 6 * hit, 4, mix(col, Color.WHITE, hit * .8));
                for (int r = 0; r < 2; r++) { double q = clamp(k * 2.4 - r * .18); if (q > 0 && q < 1) p.ring(x, floor + 36, 4 + q * 26, 2.5, alpha(col, .6 * (1 - q))); }
                for (int g = 4; g > 0; g--) { double kk = frac((t - g * .03) * beats / 12); p.disc(x, floor - 16 - hgt * 4 * kk * (1 - kk), 15 - g, alpha(col, .09)); }
                p.at(x, y + 8 * squash * 2, 0, 1 + squash, 1 - squash, () -> { p.disc(0, 0, 15, col); p.oval(-5, -6, 4.5, 3.4, alpha(0xffffff, .75)); });
            }
        };
    }

    /** Sorting algorithms as sliding coloured bars. */
    static Scene sorting(double length) {
        int n = 40;
        String[] names = {"Insertion sort", "Quicksort", "Heapsort", "Merge sort"};
        java.util.List<java.util.List<int[]>> runs = new java.util.ArrayList<>();
        for (int k = 0; k < 4; k++) runs.add(record(k, n));
        double each = length / 4;
        return (p, t) -> {
            p.sky(0x14182b, 0x14182b);
            int k = Math.min(3, (int) (t / each));
            double local = t - k * each;
            var run = runs.get(k);
            double at = seg(local, 1.2, each - 2.4) * (run.size() - 1);
            int[] a = run.get((int) at), b = run.get(Math.min(run.size() - 1, (int) at + 1));
            double f = at - (int) at, done = seg(local, each - 2.4, each - 1);
            for (int i = 0; i < n; i++) {
                double len = lerp(a[i], b[i], f * f * (3 - 2 * f));
                boolean hot = a[i] != b[i] && done == 0;
                Color col = ramp(len / n, 0x3b5bdb, 0x15aabf, 0x40c057, 0xfab005, 0xfd7e14, 0xe64980);
                double glow = Math.max(hot ? .45 : 0, Math.max(0, 1 - Math.abs(done * (n + 8) - 4 - (n - i)) / 4) * .8);
                p.round(24, 150 + i * 8.4, 10 + len * 6.3, 6.6, 3.3, mix(col, Color.WHITE, glow));
            }
            double in = ease(local, 0, .6), out = 1 - ease(local, each - .5, each);
            p.rise(names[k], 24, 122, Pen.Face.BOLD, 27, c(0xf2f4ff), in * out);
            p.round(24, 134, 262 * clamp(at / (run.size() - 1)), 3, 1.5, c(0x8c96c9));
        };
    }
    private static java.util.List<int[]> record(int kind, int n) {
        var log = new java.util.ArrayList<int[]>();
        int[] a = new int[n];
        for (int i = 0; i < n; i++) a[i] = i + 1;
        for (int i = n - 1; i > 0; i--) swap(a, i, (int) (rnd(i + kind * 91) * (i + 1)), null);
        log.add(a.clone());
        switch (kind) {
            case 0 -> { for (int i = 1; i < n; i++) for (int j = i; j > 0 && a[j - 1] > a[j]; j--) swap(a, j, j - 1, j % 4 == 0 ? log : null); }
            case 1 -> quick(a, 0, n - 1, log);
            case 2 -> {
                for (int i = n / 2; i >= 0; i--) sift(a, i, n, log);
                for (int e = n - 1; e > 0; e--) { swap(a, 0, e, log); sift(a, 0, e, null); log.add(a.clone()); }
            }
            default -> {
                for (int w = 1; w < n; w *= 2) for (int s = 0; s < n; s += 2 * w) {
                    int[] part = java.util.Arrays.copyOfRange(a, s, Math.min(n, s + 2 * w));
                    java.util.Arrays.sort(part);
                    for (int i = 0; i < part.length; i++) { a[s + i] = part[i]; if (i % 2 == 0) log.add(a.clone()); }
                    log.add(a.clone());
                }
            }
        }
        log.add(a.clone());
        return log;
    }
    private static void swap(int[] a, int i, int j, java.util.List<int[]> log) {
        int x = a[i]; a[i] = a[j]; a[j] = x;
        if (log != null) log.add(a.clone());
    }
    private static void quick(int[] a, int lo, int hi, java.util.List<int[]> log) {
        if (lo >= hi) return;
        int pivot = a[hi], s = lo;
        for (int i = lo; i < hi; i++) if (a[i] < pivot) swap(a, i, s++, log);
        swap(a, s, hi, log);
        quick(a, lo, s - 1, log);
        quick(a, s + 1, hi, log);
    }
    private static void sift(int[] a, int i, int n, java.util.List<int[]> log) {
        for (int c; (c = 2 * i + 1) < n; i = c) {
            if (c + 1 < n && a[c + 1] > a[c]) c++;
            if (a[i] >= a[c]) return;
            swap(a, i, c, log);
        }
    }

    /** A Lissajous figure drawn with a torch in the dark. */
    static Scene lightPainting() {
        return (p, t) -> {
            p.sky(0x06060f, 0x0b0a1c, 0x06060f);
            double slow = t * .16;
            for (int pass = 0; pass < 3; pass++) {
                double width = new double[] {14, 6, 2}[pass], a = new double[] {.05, .16, .85}[pass];
                int n = 900;
                double px = 0, py = 0;
                for (int i = 0; i <= n; i++) {
                    double s = t * 1.5 - (n - i) * .0165, ph = s * .035 + slow;
                    double x = 180 + 138 * Math.sin(3 * s + ph * 4) * (.85 + .15 * Math.sin(s * .31)), y = 312 + 205 * Math.sin(2 * s + ph) * (.9 + .1 * Math.cos(s * .23));
                    double age = i / (double) n;
                    if (i > 0) p.line(px, py, x, y, width * (.5 + .5 * age), alpha(mix(Color.getHSBColor((float) frac(.52 + s * .045), .8f, 1f), Color.WHITE, pass == 2 ? .4 * age : 0), a * Math.pow(age, 1.6)));
                    px = x;
                    py = y;
                }
                if (pass == 2) { p.glow(px, py, 46, alpha(0xffffff, .9)); p.disc(px, py, 4.5, Color.WHITE); }
            }
        };
    }

    /** A solar system for the pocket. */
    static Scene pocketPlanets() {
        double[][] o = {{46, 5, 3.1, 0xc9b79c}, {72, 8, 4.6, 0xf0c27b}, {102, 9, 6.1, 0x5fb3e6}, {130, 7, 8.4, 0xe0694a}, {178, 21, 13, 0xe8b98a}, {228, 17, 19, 0xf1d9a0}, {272, 12, 27, 0x8fd6d9}};
        return (p, t) -> {
            p.sky(0x1a1036, 0x2a1a52, 0x130d2b);
            for (int i = 0; i < 80; i++) p.disc(W * rnd(i), H * rnd(i + 90), .5 + rnd(i + 5), alpha(0xffffff, .45 + .35 * wave(t + i, 2 + 3 * rnd(i))));
            double tilt = .46 + .05 * wave(t, 9), roll = -.5;
            p.at(176, 300, roll, 1, () -> {
                for (double[] d : o) p.stroke(new Ellipse2D.Double(-d[0], -d[0] * tilt, 2 * d[0], 2 * d[0] * tilt), 1.1, alpha(0xb9a8f0, .30));
                java.util.List<double[]> all = new java.util.ArrayList<>();
                for (int i = 0; i < o.length; i++) all.add(new double[] {i, t * TAU / o[i][2] + i * 1.7});
                all.sort(java.util.Comparator.comparingDouble(e -> Math.sin(e[1])));
                boolean sun = false;
                for (double[] e : all) {
                    if (!sun && Math.sin(e[1]) > 0) { sun(p, t); sun = true; }
                    double[] d = o[(int) e[0]];
                    for (int k = 22; k > 0; k--) { double a = e[1] - k * .035; p.disc(d[0] * Math.cos(a), d[0] * tilt * Math.sin(a), d[1] * .5 * (1 - k / 22.0), alpha(c((int) d[3]), .16)); }
                    double x = d[0] * Math.cos(e[1]), y = d[0] * tilt * Math.sin(e[1]), s = 1 + .22 * Math.sin(e[1]), r = d[1] * s, away = Math.atan2(y, x);
                    Color col = c((int) d[3]);
                    Shape ball = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
                    p.fill(ball, col);
                    p.clip(ball, () -> {
                        if (d[1] > 15) for (int b = -2; b <= 2; b++) p.oval(x, y + b * r * .42, r * 1.1, r * .11, alpha(b % 2 == 0 ? 0x9a5f3c : 0xfff0d0, .35));
                        if (d[1] == 9) { p.oval(x - 3 + 4 * wave(t, 2), y - 2, 4, 3, c(0x6fbf6a)); p.oval(x + 3 + 4 * wave(t, 2), y + 4, 3, 2, c(0x6fbf6a)); }
                        p.disc(x + r * .75 * Math.cos(away), y + r * .75 * Math.sin(away), r * 1.05, alpha(0x120a2a, .5));
                    });
                    if (e[0] == 5) p.stroke(new java.awt.geom.Arc2D.Double(x - r * 1.9, y - r * .55, r * 3.8, r * 1.1, 160, 220, 0), 3.4, alpha(0xf7e8c4, .8));
                }
                if (!sun) sun(p, t);
            });
        };
    }
    private static void sun(Pen p, double t) {
        p.glow(0, 0, 120 + 4 * wave(t, 1.9), alpha(0xffc14d, .65));
        for (int i = 0; i < 16; i++) { double a = i * TAU / 16 + t * .3, l = 33 + 5 * wave(t + i * .4, 1.6); p.line(27 * Math.cos(a), 27 * Math.sin(a), l * Math.cos(a), l * Math.sin(a), 3, c(0xffd166)); }
        p.disc(0, 0, 22, c(0xffd166));
        p.disc(-4, -4, 14, c(0xffe6a0));
    }

    /** A smothered mate in two. */
    static Scene chess() {
        // piece, file, rank; white in capitals
        Object[][] start = {{'Q', 2, 3}, {'N', 7, 5}, {'K', 6, 0}, {'P', 5, 1}, {'P', 6, 1}, {'P', 7, 1}, {'k', 7, 7}, {'r', 5, 7}, {'p', 6, 6}, {'p', 7, 6}, {'r', 0, 7}, {'p', 0, 6}, {'p', 1, 5}, {'b', 1, 6}};
        return (p, t) -> {
            p.sky(0x24463f, 0x1b362f);
            double size = 40, x0 = 20, y0 = 150;
            p.round(x0 - 9, y0 - 9, 8 * size + 18, 8 * size + 18, 8, c(0x5f3d26));
            for (int f = 0; f < 8; f++) for (int r = 0; r < 8; r++) p.rect(x0 + f * size, y0 + (7 - r) * size, size, size, c((f + r) % 2 == 0 ? 0xb98556 : 0xf1dcb8));
            double m1 = ease(t, 3, 4), m2 = ease(t, 5.2, 6), m3 = ease(t, 7.4, 8.2);
            double pulse = .5 + .5 * wave(t, 1.2);
            if (t < 3) p.rect(x0 + 2 * size, y0 + 4 * size, size, size, alpha(0xffe169, .25 + .4 * pulse));
            if (m1 > 0 && t < 7.4) p.rect(x0 + 6 * size, y0, size, size, alpha(0xffe169, .6 * m1));
            if (m3 > 0) { p.rect(x0 + 5 * size, y0 + size, size, size, alpha(0xffe169, .65 * m3)); p.rect(x0 + 7 * size, y0, size, size, alpha(0xe5383b, m3 * (.5 + .35 * pulse))); }
            for (Object[] d : start) {
                char ch = (char) d[0];
                double f = (int) d[1], r = (int) d[2], gone = 0, hop = 0;
                if (ch == 'Q') { f = lerp(2, 6, m1); r = lerp(3, 7, m1); gone = ease(t, 5.7, 6.2); hop = Math.sin(m1 * Math.PI) * 8; }
                if (ch == 'r' && (int) d[1] == 5) { f = lerp(5, 6, m2); hop = Math.sin(m2 * Math.PI) * 8; }
                if (ch == 'N') { f = lerp(7, 5, m3); r = lerp(5, 6, m3); hop = Math.sin(m3 * Math.PI) * 26; }
                double fall = ch == 'k' ? ease(t, 8.8, 9.5) * -1.25 : 0, sway = .04 * wave(t + f * 2, 3.2);
                double px = x0 + (f + .5) * size, py = y0 + (7.5 - r) * size;
                double lift = hop;
                if (gone < 1) p.fade(1 - gone, () -> piece(p, ch, px, py + 14, lift, fall + sway));
            }
            String[] line = {"White to move.", "Queen g8, check!", "Rook must take…", "Knight f7. Mate."};
            double[] at = {.2, 3.2, 5.3, 7.9, 99};
            for (int i = 0; i < 4; i++) {
                double k = ease(t, at[i], at[i] + .4) * (1 - ease(t, at[i + 1] - .35, at[i + 1]));
                p.rise(line[i], 24, 120, Pen.Face.BOLD, 29, c(i == 3 ? 0xffe169 : 0xf5ead2), k);
            }
        };
    }
    private static void piece(Pen p, char kind, double x, double y, double hop, double turn) {
        boolean white = Character.isUpperCase(kind);
        Color col = c(white ? 0xfffaf0 : 0x2e2622), rim = c(white ? 0x7a5a3c : 0x120d0b);
        p.oval(x, y + 1, 12, 4, alpha(0x2a1608, .35));
        p.at(x, y - hop, turn, 1, () -> {
            Path2D b = new Path2D.Double();
            double top = switch (Character.toLowerCase(kind)) { case 'p' -> -15; case 'r' -> -20; case 'n' -> -18; case 'b' -> -21; default -> -24; };
            b.append(blob(-11, 1, 11, 1, 10, -4, 5, -8, 4, top + 4, -4, top + 4, -5, -8, -10, -4), false);
            p.stroke(b, 2.2, rim);
            Shape head = switch (Character.toLowerCase(kind)) {
                case 'p' -> new Ellipse2D.Double(-5.5, -21, 11, 11);
                case 'r' -> poly(-8, -17, -8, -27, -4.5, -27, -4.5, -24, -1.8, -24, -1.8, -27, 1.8, -27, 1.8, -24, 4.5, -24, 4.5, -27, 8, -27, 8, -17);
                case 'n' -> blob(-6, -12, -8, -22, -3, -29, 3, -28, 9, -20, 8, -16, 1, -18, 5, -11);
                case 'b' -> blob(0, -31, 6, -23, 4, -16, -4, -16, -6, -23);
                case 'q' -> poly(-9, -30, -4.5, -24, 0, -32, 4.5, -24, 9, -30, 6, -17, -6, -17);
                default -> poly(-2, -34, 2, -34, 2, -31, 5, -31, 5, -28, 2, -28, 2, -26, 8, -24, 6, -16, -6, -16, -8, -24, -2, -26, -2, -28, -5, -28, -5, -31, -2, -31);
            };
            p.stroke(head, 2.4, rim);
            p.fill(b, col);
            p.fill(head, col);
            if (Character.toLowerCase(kind) == 'n') p.disc(1.5, -23, 1.3, rim);
        });
    }
}
