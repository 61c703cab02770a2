import module java.desktop;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** Moving type: a recipe and three small jokes; and the six advertisements. */
final class Words extends Scenery {
    private static final Pen.Face BLACK = Pen.Face.BLACK, BOLD = Pen.Face.BOLD, REGULAR = Pen.Face.REGULAR;

    private Words() {}

    /** Lemon pasta in ten seconds: five cards. */
    static Scene lemonPasta() {
        String[][] cards = {{"Lemon pasta", "in ten seconds"}, {"200 g spaghetti", "salty water, 9 min"}, {"1 lemon", "zest and juice"}, {"Butter, parmesan", "be generous"}, {"Toss. Eat.", "straight from the pan"}};
        int[] bg = {0xf6d743, 0x2f6f73, 0xf2f0d8, 0xef8a62, 0xf6d743}, ink = {0x2a3b2c, 0xfdf3d8, 0x2f5d3a, 0x3c1d1a, 0x2a3b2c};
        return (p, t) -> {
            int n = Math.min(4, (int) (t / 2.1));
            for (int i = Math.max(0, n - 1); i <= n; i++) {
                int k = i;
                double local = t - i * 2.1, slide = i == 0 ? 1 : ease(local, 0, .55), y0 = (1 - slide) * H;
                p.at(0, y0, 0, 1, () -> {
                    p.rect(0, 0, W, H + 4, c(bg[k]));
                    p.at(158, 296, 0, 1.2, () -> picture(p, k, t, local));
                    p.rise(cards[k][0], 24, 118, BLACK, 34, c(ink[k]), easeOut(local, .25, .8));
                    p.rise(cards[k][1], 25, 148, BOLD, 21, alpha(ink[k], .8), easeOut(local, .45, 1));
                    for (int d = 0; d < 5; d++) p.round(24 + d * 32, 480, 26, 5, 2.5, alpha(ink[k], d <= k ? .9 : .25));
                });
            }
        };
    }
    private static void picture(Pen p, int k, double t, double local) {
        switch (k) {
            case 0, 4 -> {
                double toss = k == 4 ? -26 * Math.abs(Math.sin(t * 3.4)) : 0;
                p.oval(6, 66, 118, 42, alpha(0x5c4a10, .25));
                p.oval(0, 54, 118, 44, c(k == 0 ? 0xfffdf4 : 0x39424e));
                p.oval(0, 50, 92, 31, c(k == 0 ? 0xe9eef0 : 0x262d36));
                for (int i = 0; i < 17; i++) { double a = i * .74 + t * .5, r = 34 + 26 * rnd(i); p.stroke(curve(-r * Math.cos(a), 44 - 12 * Math.sin(a) + toss * rnd(i), 12 * Math.sin(i + t), 14 - 22 * rnd(i + 4) + toss, r * Math.sin(a + 1), 42 + 12 * Math.cos(a) + toss * rnd(i + 2)), 6.5, i % 2 == 0 ? c(0xffdf85) : c(0xf4c95d)); }
                for (int i = 0; i < 7; i++) p.at(-45 + 15 * i, 26 + 12 * Math.sin(i * 2.2) + toss * 1.3, i + t * (k == 4 ? 2 : .3), 1, () -> p.fill(blob(-8, 0, 0, -4, 8, 0, 0, 4), c(0x4e9a51)));
                slice(p, 62, 14 + toss * .8, 22, t * .8);
            }
            case 1 -> {
                for (int i = 0; i < 22; i++) { double a = (i - 10.5) * .05 + .012 * wave(t + i, 1.4), sink = 90 * ease(local, .3, 1.9); p.at(0, 70 + sink * .5, a, 1, () -> p.line(0, 0, 0, -190 + sink * .7, 3.2, c(0xf6d27a))); }
                p.fill(blob(-92, 40, 92, 40, 88, 140, 0, 152, -88, 140), c(0xd8e3e2));
                p.rect(-97, 38, 194, 12, c(0xb9c8c8));
                p.line(-97, 70, -124, 70, 12, c(0xb9c8c8)); p.line(97, 70, 124, 70, 12, c(0xb9c8c8));
                for (int i = 0; i < 9; i++) { double l = frac(t * 1.1 + rnd(i)); p.ring(-70 + 140 * rnd(i + 5), 36 - 60 * l, 3 + 6 * l, 2, alpha(0xffffff, .7 * (1 - l))); }
                for (int i = 0; i < 9; i++) p.at(-80 + i * 20, 158, 0, 1, () -> p.fill(blob(-7, 8, 0, -16 - 6 * Math.sin(t * 9 + local), 7, 8), c(0xf7a23b)));
            }
            case 2 -> { slice(p, 0, 44, 104, t * .7); for (int i = 0; i < 8; i++) { double l = frac(t * .9 + rnd(i)); p.oval(-90 + 190 * rnd(i + 3), 130 + l * 70, 4, 7, alpha(0xf3c623, 1 - l)); } }
            default -> {
                p.at(-40, 62 + 5 * wave(t, 1.4), -.12, 1, () -> { p.fill(poly(-60, -22, 34, -22, 60, 0, -34, 0), c(0xfff3ae)); p.fill(poly(-34, 0, 60, 0, 60, 44, -34, 44), c(0xfbe17c)); p.fill(poly(-60, -22, -34, 0, -34, 44, -60, 22), c(0xe9c65a)); });
                p.at(52, 10 + 7 * wave(t + .5, 1.4), .1, 1, () -> { p.fill(poly(-56, 44, 56, 44, 40, -40), c(0xf9d976)); p.fill(poly(-56, 44, 56, 44, 52, 66, -54, 66), c(0xe5b84b)); p.oval(14, 22, 10, 8, c(0xdba93c)); p.oval(-16, 34, 6, 4, c(0xdba93c)); p.oval(33, 0, 5, 6, c(0xdba93c)); });
                for (int i = 0; i < 26; i++) { double l = frac(t * .8 + rnd(i)); p.at(-110 + 220 * rnd(i + 7), 80 + l * 110, i + t * 3, 1, () -> p.round(-5, -1.4, 10, 2.8, 1.4, c(0xfff0b0))); }
            }
        }
    }
    private static void slice(Pen p, double x, double y, double r, double turn) {
        p.at(x, y, turn, r / 100, () -> {
            p.disc(0, 0, 100, c(0xf3c623));
            p.disc(0, 0, 90, c(0xfff8dc));
            for (int i = 0; i < 9; i++) p.at(0, 0, i * TAU / 9, 1, () -> p.fill(blob(10, 0, 70, -25, 82, 0, 70, 25), c(0xf9dc4e)));
        });
    }

    /** Words on steps. */
    static Scene jokeLift() {
        return (p, t) -> {
            p.sky(0xff5a4f, 0xff5a4f);
            double doors = window(t, .2, .9, 2.8, 3.4);
            if (t < 4) p.fade(1 - ease(t, 3.4, 3.9), () -> {
                p.rise("I was afraid", 24, 150, BLACK, 42, c(0x2b0f1c), easeOut(t, .2, .7));
                p.rise("of lifts.", 24, 198, BLACK, 42, c(0xfff1e0), easeOut(t, .9, 1.4));
                p.rect(60, 250, 190, 240, c(0x2b0f1c));
                p.rect(70, 260, 170, 230, c(0xffc971));
                p.rect(70, 260, 85 - 70 * doors, 230, c(0xd93c3c));
                p.rect(155 + 70 * doors, 260, 85 - 70 * doors, 230, c(0xd93c3c));
                p.fill(poly(155, 232 - 5 * wave(t, .8), 163, 244 - 5 * wave(t, .8), 147, 244 - 5 * wave(t, .8)), c(0xfff1e0));
            });
            else {
                String[] w = {"So", "I", "started", "taking", "steps", "to", "avoid", "them."};
                for (int i = 0; i < 8; i++) {
                    double at = 4 + i * .6, x = 24 + i * 24, y = 454 - i * 46 + H * (1 - easeOut(t, at - .35, at));
                    p.rect(x - 30, y, 400, 900, mix(0xe84a45, 0xa32337, i / 7.0));
                    p.rect(x - 30, y, 400, 3, alpha(0xffffff, .25));
                }
                for (int i = 0; i < 8; i++) {
                    double at = 4 + i * .6, x = 24 + i * 24, y = 454 - i * 46;
                    p.rise(w[i], x - 18, y + 36, BLACK, 33, c(i == 4 ? 0xffd76b : 0xfff1e0), easeOut(t, at, at + .35));
                }
                double s = Math.min(7, Math.max(0, (t - 4.25) / .6)), f = s - Math.floor(s), go = Math.floor(s) + ease(f, .1, .9);
                double bx = 12 + 24 * go, by = 442 - 46 * go - 22 * Math.sin(Math.PI * f) - (s >= 7 ? 8 * Math.abs(wave(t, .9)) : 0);
                p.disc(bx, by, 11, c(0xffd76b));
                p.disc(bx + 4, by - 3, 2, c(0x2b0f1c));
            }
        };
    }

    /** Two parallel lines. */
    static Scene jokeParallel() {
        return (p, t) -> {
            p.sky(0xf4efe4, 0xf4efe4);
            double off = 150 * frac(t * .2);
            for (int i = -1; i < 8; i++) p.line(-20, i * 100 + off * .667, 380, i * 100 - 60 + off * .667, 1, alpha(0x1d3557, .07));
            double grow = easeOut(t, .2, 2.4), bend = 26 * window(t, 5.4, 6.4, 7.4, 8.6), a = 6 * wave(t, 1.8);
            for (int s = 0; s < 2; s++) {
                double x = s == 0 ? 92 : 214, lean = (s == 0 ? 1 : -1) * bend;
                p.stroke(curve(x, H + 20, x + a * .5, H - 190 * grow, x + lean + a, H - 395 * grow, x + lean * 1.3 + a, H - 425 * grow), 20, c(s == 0 ? 0xe63946 : 0x1d6fa5));
                double ex = x + lean * 1.2 + a, ey = H - 411 * grow;
                boolean blink = frac(t * .37 + s * .2) < .04;
                for (int e = -1; e <= 1; e += 2) { p.oval(ex + e * 10, ey, 8.5, blink ? 1 : 10, Color.WHITE); if (!blink) p.disc(ex + e * 10 + (s == 0 ? 3 : -3), ey + 1 + (t > 8 ? 4 : 0), 3.8, c(0x14213d)); }
            }
            double swap = 1 - ease(t, 4.6, 5.1);
            p.rise("Parallel lines have", 24, 132, BLACK, 28, c(0x14213d), easeOut(t, .4, .9) * swap);
            p.rise("so much in common.", 24, 166, BLACK, 28, c(0x14213d), easeOut(t, 1.4, 1.9) * swap);
            p.rise("It’s a shame", 24, 132, BLACK, 28, c(0xe63946), easeOut(t, 5.3, 5.8));
            p.rise("they’ll never meet.", 24, 166, BLACK, 28, c(0x1d6fa5), easeOut(t, 6.6, 7.1));
        };
    }

    /** A sourdough break-up. */
    static Scene jokeDough() {
        return (p, t) -> {
            p.sky(0x7a4fd0, 0x6a3fc4);
            for (int i = 0; i < 9; i++) p.ring(158, 420, 60 + ((i * 60 + t * 34) % 540), 14, alpha(0xffffff, .05));
            double rise = 1 + 1.35 * ease(t, 4.6, 9), jig = .03 * Math.sin(t * 5), cx = 158, cy = 470;
            p.rise("My sourdough", 24, 124, BLACK, 34, c(0xfff3d6), easeOut(t, .2, .7));
            p.rise("left me.", 24, 162, BLACK, 34, c(0xffc94d), easeOut(t, 1.3, 1.8));
            p.rise("It needed", 24, 206, BOLD, 27, c(0xfff3d6), easeOut(t, 3.1, 3.6));
            double gap = 8 + 16 * ease(t, 4.6, 8.6), x = 24;
            for (char ch : "space".toCharArray()) { p.rise("" + ch, x, 242, BLACK, 32, c(0xffc94d), easeOut(t, 4, 4.5)); x += p.width("" + ch, BLACK, 32) + gap; }
            p.oval(cx, cy + 4, 76 + 26 * rise, 12, alpha(0x2c1466, .4));
            p.at(cx, cy - 12, 0, rise * (1 + jig) * .78, rise * (1 - jig) * .78, () -> {
                p.fill(blob(-70, 0, -74, -34, -40, -72, 0, -80, 42, -72, 74, -34, 70, 0, 0, 6), c(0xf0d3a0));
                p.fill(blob(-52, -30, -34, -62, 0, -70, 10, -60, -24, -46), alpha(0xffffff, .35));
                for (int i = 0; i < 7; i++) p.ring(-48 + 16 * i, -14 - 12 * Math.sin(i * 2.1), 3 + 2 * Math.sin(t * 2 + i), 1.4, alpha(0xb98a4e, .6));
                boolean blink = frac(t * .41) < .05;
                for (int e = -1; e <= 1; e += 2) { p.oval(e * 20, -40, 5, blink ? .8 : 6.5, c(0x4a2b16)); p.oval(e * 33, -27, 7, 4, alpha(0xf28a7a, .6)); }
                p.stroke(curve(-9, -25, 0, -25 + 5 * (t > 4.6 ? 1 : -1), 9, -25), 2.8, c(0x4a2b16));
            });
            p.fill(blob(cx - 92, cy - 18, cx + 92, cy - 18, cx + 70, cy + 50, cx, cy + 62, cx - 70, cy + 50), c(0x3fb8af));
            p.round(cx - 98, cy - 26, 196, 16, 8, c(0x62d2c8));
        };
    }

    // ---- advertisements ------------------------------------------------------------------------

    private static void signature(Pen p, double t, double at, String name, String line, Color ink) {
        p.rise(name, 24, 460, BLACK, 27, ink, easeOut(t, at, at + .6));
        p.rise(line, 25, 486, BOLD, 17, alpha(ink, .85), easeOut(t, at + .25, at + .85));
    }

    static Scene fernwehWindow() {
        return (p, t) -> {
            p.sky(0xf1ece6, 0xe3dcd5);
            Shape pane = new java.awt.geom.RoundRectangle2D.Double(52, 176, 212, 232, 120, 140);
            p.fill(new java.awt.geom.RoundRectangle2D.Double(34, 158, 248, 268, 150, 170), c(0xd5ccc4));
            p.fill(new java.awt.geom.RoundRectangle2D.Double(42, 166, 232, 252, 136, 156), c(0xfaf7f3));
            p.clip(pane, () -> {
                double k = ease(t, 0, 8);
                p.sky(mix(0x24356f, 0x3f8fd0, k), mix(0xe2707a, 0x9fd3ea, k), mix(0xffc48a, 0xfff0cf, k));
                p.glow(200, 300 - 60 * k, 110, alpha(0xfff2c2, .9));
                p.disc(200, 300 - 60 * k, 20, c(0xfffbe6));
                for (int l = 0; l < 4; l++) for (int i = 0; i < 7; i++) {
                    double x = (i * 82 + rnd(i + l * 8) * 40 - t * (10 + l * 16) + 5740) % 574 - 120, y = 318 + l * 24 + 10 * rnd(i + l), r = 20 + 9 * l;
                    Color cl = mix(mix(0xe88a8f, 0xd5e6f2, k), Color.WHITE, .25 + l * .22);
                    p.oval(x, y, r * 1.8, r * .7, cl); p.oval(x + r * .4, y - r * .4, r, r * .7, cl); p.oval(x - r * .7, y - r * .2, r * .8, r * .5, cl);
                }
                p.fill(poly(40, 420, 150, 350 + 3 * wave(t, 4), 166, 352 + 3 * wave(t, 4), 120, 420), c(0xeef1f5));
                p.fill(poly(150, 350 + 3 * wave(t, 4), 166, 352 + 3 * wave(t, 4), 164, 318 + 3 * wave(t, 4), 156, 316 + 3 * wave(t, 4)), c(0xe2543f));
            });
            p.stroke(pane, 4, c(0xc5bbb2));
            p.round(140, 400, 36, 7, 3.5, c(0xd5ccc4));
            p.rise("Elsewhere is closer", 24, 112, BLACK, 27, c(0x24356f), easeOut(t, .6, 1.2));
            p.rise("than you think.", 24, 142, BLACK, 27, c(0xe2543f), easeOut(t, 1.2, 1.8));
            signature(p, t, 3.2, "Fernweh Travel", "Autumn flights & night trains", c(0x24356f));
        };
    }

    static Scene fernwehPostcards() {
        String[] place = {"Lisbon", "Kyoto", "Tromsø", "Atlas"};
        int[][] pal = {{0x79c8e8, 0xfde7b0, 0xe8824a}, {0xf6b7c0, 0xfdf0e4, 0xc2455b}, {0x152a5e, 0x3fae9a, 0xdfeaf5}, {0xf0a35e, 0xf9dca0, 0x8f4a3a}};
        return (p, t) -> {
            p.sky(0xe2543f, 0xd6452f);
            for (int i = 0; i < 12; i++) p.stroke(new Ellipse2D.Double(-80 + i * 4 * wave(t, 9), 200 - i * 34, 460 + i * 40, 460 + i * 40), 1.2, alpha(0xffffff, .10));
            for (int i = 0; i < 4; i++) {
                double at = .3 + i * 1.35, k = easeOut(t, at, at + .9), turn = (i - 1.5) * .10 + (1 - k) * .9 + .012 * wave(t + i, 3);
                if (k <= 0) continue;
                int n = i;
                p.at(156 + (i - 1.5) * 6, 292 + (1 - k) * 480, turn, .98, () -> {
                    p.rect(-104, -124, 216, 256, alpha(0x5c1208, .22));
                    p.rect(-110, -132, 220, 260, c(0xfffaf2));
                    Shape s = new Rectangle2D.Double(-98, -120, 196, 196);
                    p.clip(s, () -> {
                        p.gradient(s, -120, 60, c(pal[n][0]), c(pal[n][1]));
                        p.disc(44, -62 + 3 * wave(t, 3), 20, alpha(0xfffbe0, .9));
                        switch (n) {
                            case 0 -> { for (int h = 0; h < 9; h++) { double x = -104 + h * 24, hh = 46 + 34 * rnd(h); p.rect(x, 80 - hh, 24, hh, mix(0xfff3e0, pal[n][2], rnd(h + 5) * .6)); p.fill(poly(x - 2, 80 - hh, x + 12, 66 - hh, x + 26, 80 - hh), c(0xd4573f)); p.rect(x + 9, 92 - hh, 6, 9, c(0x4a6f8a)); } p.round(-60 + (t * 16) % 120, 50, 46, 22, 5, c(0xf2c230)); }
                            case 1 -> { p.fill(poly(-98, 76, -20, -40, 60, 76), c(0x8fa5c8)); p.fill(poly(-41, -8, -20, -40, 2, -8, -20, -16), Color.WHITE); p.rect(-62, 10, 10, 66, c(pal[n][2])); p.rect(30, 10, 10, 66, c(pal[n][2])); p.stroke(curve(-84, -2, -11, 6, 62, -2), 11, c(pal[n][2])); p.rect(-74, 20, 126, 7, c(pal[n][2])); }
                            case 2 -> { for (int a = 0; a < 3; a++) p.stroke(curve(-110, -40 + a * 16, -40, -80 + a * 14 + 8 * wave(t + a, 3), 30, -40 + a * 16 + 8 * wave(t + a, 4), 110, -90 + a * 12), 13, alpha(0x7dffb8, .28)); p.fill(poly(-110, 80, -50, -6, 0, 50, 50, -24, 120, 80), c(0xdfeaf5)); p.rect(-20, 40, 40, 36, c(0xc23b34)); p.fill(poly(-26, 40, 0, 18, 26, 40), c(0x3a2430)); p.rect(-6, 52, 12, 10, c(0xffd76b)); }
                            default -> { p.fill(blob(-120, 90, -70, 10, -10, 34, 60, -6, 130, 90), c(0xc9703f)); p.fill(blob(-120, 100, -30, 44, 60, 60, 130, 30, 130, 110), c(pal[n][2])); for (int q = 0; q < 5; q++) p.stroke(curve(50, 74, 50 + 3 * q, 40, 50 + (q - 2) * 16, 28 + Math.abs(q - 2) * 5), 4, c(0x3f6b4a)); }
                        }
                    });
                    p.text(place[n], -96, 112, BLACK, 25, c(0x2a2440));
                    p.round(68, 92, 28, 24, 3, c(pal[n][2]));
                });
            }
            p.rise("Missing a place", 24, 112, BLACK, 27, c(0xfff3e4), easeOut(t, .2, .8));
            p.rise("you’ve never been?", 24, 142, BLACK, 27, c(0xfff3e4), easeOut(t, .5, 1.1));
            signature(p, t, 5.6, "Fernweh Travel", "4 nights from €289", c(0xfff3e4));
        };
    }

    static Scene kettleTea() {
        return (p, t) -> {
            p.sky(0x1f4d47, 0x183d39);
            for (int r = 0; r < 9; r++) for (int k = 0; k < 6; k++) p.at(k * 70 + (r % 2) * 35, r * 80 + (t * 9) % 160 - 80, .4, 1, () -> p.fill(blob(-13, 0, 0, -6, 13, 0, 0, 6), alpha(0xffffff, .045)));
            double pour = window(t, 1.2, 1.9, 5.2, 5.8), fill = ease(t, 1.6, 5.8);
            p.rise("Four o’clock", 24, 116, BLACK, 36, c(0xfdf0d5), easeOut(t, .3, .9));
            p.rise("is a feeling.", 24, 152, BLACK, 36, c(0xf2b56b), easeOut(t, .9, 1.5));
            p.oval(130, 416, 100, 15, c(0xe9dcc3));
            p.oval(130, 413, 80, 10, c(0xd8c7a8));
            p.stroke(new Ellipse2D.Double(176, 346, 46, 40), 9, c(0xfdf6e6));
            Shape cup = blob(66, 336, 194, 336, 182, 384, 150, 412, 110, 412, 78, 384);
            p.fill(cup, c(0xfdf6e6));
            p.clip(cup, () -> { for (int i = 0; i < 8; i++) p.disc(72 + i * 17, 376, 4, c(0xd9573f)); });
            p.oval(130, 336, 64, 13, c(0xe9dcc3));
            p.oval(130, 338, 58 * (.5 + .5 * fill), 10 * (.4 + .6 * fill), mix(0x8a4a22, 0xc0702e, .5 + .3 * wave(t, 1)));
            if (pour > .02) p.stroke(curve(150, 250, 141, 280, 140, 336), 5 * pour, c(0xc8803c));
            p.at(222, 226, -.30 * window(t, .8, 1.6, 5.4, 6.4) + .02 * wave(t, 2), 1, () -> {
                p.stroke(new Ellipse2D.Double(34, -32, 46, 54), 9, c(0xb7472f));
                p.stroke(curve(-36, 16, -62, 8, -66, -18, -78, -22), 13, c(0xd9573f));
                p.fill(blob(-46, 6, -34, -34, 6, -46, 46, -34, 56, 6, 40, 40, -32, 40), c(0xd9573f));
                p.fill(blob(20, -40, 46, -34, 56, 6, 40, 40, 16, 40, 34, 0), alpha(0x8e2f1c, .35));
                p.oval(6, -43, 26, 6, c(0xb7472f));
                p.disc(6, -53, 7, c(0xf2b56b));
            });
            for (int i = 0; i < 3; i++) { double x = 104 + i * 26, s = 8 * wave(t + i * .6, 2.2); p.fade(.5 * fill, () -> p.stroke(curve(x, 322, x + s, 296, x - s, 270, x + s, 244), 5, alpha(0xffffff, .5))); }
            signature(p, t, 4.4, "Kettle & Crumb", "Loose tea, honest cake", c(0xfdf0d5));
        };
    }

    static Scene kettleCroissant() {
        return (p, t) -> {
            p.sky(0xfbd6c4, 0xf9c8b2);
            for (int i = 0; i < 18; i++) p.at(158, 300, i * TAU / 18 + t * .10, 1, () -> p.fill(poly(0, 0, 520, -46, 520, 46), alpha(0xfff1e2, .45)));
            double bite = t > 4.4 ? 1 : 0, bounce = pop(t, .2, .9), pulse = 1 + .03 * Math.sin(t * 4) + .12 * Math.exp(-6 * Math.abs(t - 4.4));
            p.oval(158, 410, 96, 12, alpha(0x8a4030, .22));
            p.at(158, 300 + 7 * wave(t, 2), .10 * wave(t, 3), bounce * pulse * 1.35, () -> {
                for (int i = -3; i <= 3; i++) {
                    if (bite > 0 && i == 3) continue;
                    double h = 47 - Math.abs(i) * 8.5, y = i * i * 5.2 - 8;
                    p.at(i * 25, y, i * .27, 1, () -> {
                        p.oval(0, 0, 20, h, c(0xa85f2a));
                        p.oval(-1.5, -1, 17.5, h - 2, c(0xdd9447));
                        p.oval(-5, -h * .25, 5, h * .45, alpha(0xf9d795, .85));
                    });
                }
            });
            if (bite > 0) for (int i = 0; i < 22; i++) { double l = t - 4.4, a = -2.6 + 2.4 * rnd(i), v = 60 + 120 * rnd(i + 5); p.at(250 + Math.cos(a) * v * l, 330 + Math.sin(a) * v * l + 170 * l * l, i + t * 5, 1, () -> p.round(-3, -2, 4 + 4 * rnd(7), 4, 1.5, c(0xc77b35))); }
            p.rise("Baked at five.", 24, 116, BLACK, 36, c(0x6b2a1e), easeOut(t, .4, 1));
            p.rise("Gone by ten.", 24, 154, BLACK, 36, c(0xd9573f), easeOut(t, 4.4, 4.9));
            signature(p, t, 5.6, "Kettle & Crumb", "Order tonight, collect warm", c(0x6b2a1e));
        };
    }

    static Scene lumenRide() {
        return (p, t) -> {
            p.sky(0x0d1b3e, 0x24406e, 0x3d6a8a);
            p.glow(64, 226, 60, alpha(0xfff4d0, .5));
            p.disc(64, 226, 20, c(0xfff4d0));
            for (int i = 0; i < 40; i++) p.disc(W * rnd(i), 300 * rnd(i + 50), .6 + .8 * rnd(i), alpha(0xffffff, .5 + .3 * wave(t + i, 3)));
            double slope = -.16;
            for (int l = 0; l < 3; l++) { int k = l; p.fill(land(x -> 330 + k * 46 - x * .12 - 46 * fbm((x + t * (16 + 30 * k)) * .011 + k * 9, k, 3)), mix(0x274a70, 0x12263f, k / 2.0)); }
            p.fill(land(x -> 440 + x * slope), c(0x0e1a2c));
            for (int i = 0; i < 8; i++) { double x = (i * 70 - t * 150 + 5600) % 560 - 90; p.line(x, 462 + x * slope, x + 32, 462 + (x + 32) * slope, 4, alpha(0xcfe8ff, .5)); }
            for (int i = 0; i < 3; i++) { double x = (i * 200 - t * 150 + 6000) % 600 - 100, y = 440 + x * slope; p.line(x, y, x, y - 120, 4, c(0x0a1424)); p.line(x, y - 120, x + 20, y - 122, 4, c(0x0a1424)); p.glow(x + 22, y - 118, 50, alpha(0xffdf9a, .55)); }
            double bx = 130 + 10 * wave(t, 3), by = 440 + bx * slope;
            p.at(bx, by - 31, slope * .98, 1, () -> {
                p.fade(.75, () -> { p.g.setPaint(new RadialGradientPaint(78, -34, 220, new float[] {0, 1}, new Color[] {alpha(0xf6ffb0, .75), alpha(0xf6ffb0, 0)})); p.g.fill(poly(72, -40, 300, -74, 300, 70, 72, -30)); });
                for (double wx : new double[] {-44, 52}) {
                    p.ring(wx, 0, 30, 5, c(0x0a1120)); p.ring(wx, 0, 26, 1.6, c(0xd6ff4a));
                    for (int s = 0; s < 8; s++) { double a = t * 6 + s * TAU / 8; p.line(wx, 0, wx + 26 * Math.cos(a), 26 * Math.sin(a), 1, alpha(0xe8f4ff, .7)); }
                }
                Color frame = c(0xd6ff4a);
                p.lines(6, frame, -44, 0, -14, -42, 40, -46, 2, 0, -44, 0);
                p.lines(6, frame, 2, 0, -18, -54);
                p.lines(5, frame, 52, 0, 38, -58);
                p.line(16, -22, 30, -38, 12, c(0x0f1c30));
                p.lines(5, c(0x0a1120), 34, -64, 46, -62); p.line(-28, -56, -8, -56, 7, c(0x0a1120));
                p.disc(50, -48, 5, c(0xfdffd0)); p.disc(-52, -28, 3.4, c(0xff4d4d));
                double a = t * 4;
                double fx = 2 + 13 * Math.cos(a), fy = 13 * Math.sin(a);
                p.lines(11, c(0x1b3358), -18, -62, (-18 + fx) / 2 + 19, -34 + fy * .4, fx, fy);
                p.line(-16, -64, 12, -100, 22, c(0xff7a59));
                p.lines(9, c(0xff8f6e), 12, -98, 26, -76, 42, -64);
                p.disc(22, -122, 14, c(0xe0a27c));
                p.fill(new java.awt.geom.Arc2D.Double(6, -140, 32, 32, 0, 190, 2), c(0xf4f7ff));
            });
            p.rise("The hill", 24, 120, BLACK, 42, c(0xf4f7ff), easeOut(t, .4, 1));
            p.rise("is optional.", 24, 164, BLACK, 42, c(0xd6ff4a), easeOut(t, 1.4, 2));
            p.at(0, 6, 0, 1, () -> signature(p, t, 3.6, "Lumen Bikes", "Free test ride, any weekend", c(0xf4f7ff)));
        };
    }

    static Scene lumenRange() {
        return (p, t) -> {
            p.sky(0xd6ff4a, 0xc2f03a);
            double k = ease(t, .6, 5.4), cx = 158, cy = 300, spin = t * 3 + 9 * k;
            p.disc(cx, cy, 116, c(0x12203a));
            p.disc(cx, cy, 100, c(0xcaf542));
            for (int i = 0; i < 24; i++) { double a = spin * .5 + i * TAU / 24, b = a + (i % 2 == 0 ? .5 : -.5); p.line(cx + 34 * Math.cos(b), cy + 34 * Math.sin(b), cx + 100 * Math.cos(a), cy + 100 * Math.sin(a), 1.6, alpha(0x12203a, .45)); }
            for (int i = 0; i < 40; i++) { double a = spin * .5 + i * TAU / 40; p.line(cx + 108 * Math.cos(a), cy + 108 * Math.sin(a), cx + 117 * Math.cos(a + .03), cy + 117 * Math.sin(a + .03), 3, alpha(0xd6ff4a, .35)); }
            p.stroke(new java.awt.geom.Arc2D.Double(cx - 84, cy - 84, 168, 168, 90, -360 * k, 0), 13, c(0xff5a36));
            p.disc(cx + 84 * Math.sin(TAU * k), cy - 84 * Math.cos(TAU * k), 10, Color.WHITE);
            p.disc(cx, cy, 68, c(0xf7ffe0));
            String km = "" + (int) Math.round(128 * k);
            p.centred(km, cx, cy + 16, BLACK, 56, c(0x12203a));
            p.centred("km", cx, cy + 40, BOLD, 19, alpha(0x12203a, .7));
            p.rise("One charge.", 24, 118, BLACK, 36, c(0x12203a), easeOut(t, .2, .8));
            p.rise("All week.", 24, 156, BLACK, 36, c(0xff5a36), easeOut(t, 4.6, 5.1));
            signature(p, t, 5.4, "Lumen Bikes", "From €59 a month", c(0x12203a));
        };
    }
}
