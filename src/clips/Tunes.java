import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Eight little tunes, played by a few synthesised instruments. Every note is computed here. */
final class Tunes {
    static final int RATE = 44_100;
    private static final int SECONDS = 74;

    private interface Score { void play(Tunes out, Random dice); }

    private static final Map<String, Score> SCORES = new LinkedHashMap<>();
    static {
        SCORES.put("Paper Lanterns", Tunes::paperLanterns);
        SCORES.put("Harbour Lights", Tunes::harbourLights);
        SCORES.put("Wooden Spoon", Tunes::woodenSpoon);
        SCORES.put("Rain on Tin", Tunes::rainOnTin);
        SCORES.put("Little Engines", Tunes::littleEngines);
        SCORES.put("Moss Garden", Tunes::mossGarden);
        SCORES.put("Last Night Bus", Tunes::lastNightBus);
        SCORES.put("Sunday Bicycle", Tunes::sundayBicycle);
    }

    private final float[] dry = new float[RATE * SECONDS], wet = new float[RATE * SECONDS];
    private final Random dice;

    private Tunes(long seed) { dice = new Random(seed); }

    static Iterable<String> names() { return SCORES.keySet(); }

    /** The whole tune as mono samples in -1..1. */
    static float[] compose(String name) {
        Tunes t = new Tunes(name.hashCode());
        SCORES.get(name).play(t, t.dice);
        return t.master();
    }

    private static double hz(double midi) { return 440 * Math.pow(2, (midi - 69) / 12); }

    private void add(int i, double v, double send) {
        if (i < 0 || i >= dry.length) return;
        dry[i] += (float) v;
        wet[i] += (float) (v * send);
    }

    // ---- instruments -------------------------------------------------------------------------

    /** A plucked string (Karplus-Strong). */
    private void pluck(double at, double midi, double gain, double sustain, double bright) {
        int n = (int) Math.round(RATE / hz(midi)), start = (int) (at * RATE), len = (int) (RATE * sustain * 2.2);
        double[] string = new double[n];
        double last = 0;
        for (int i = 0; i < n; i++) string[i] = last += (dice.nextDouble() * 2 - 1 - last) * bright;
        double keep = Math.pow(.001, 1 / (sustain * 2.2 * hz(midi)));
        for (int i = 0; i < len; i++) {
            int k = i % n;
            double v = string[k];
            string[k] = keep * (.5 * v + .5 * string[(k + 1) % n]);
            add(start + i, v * gain * Math.min(1, (len - i) / 2000.0), .3);
        }
    }
    /** A wooden bar: fundamental plus a quickly dying overtone. */
    private void mallet(double at, double midi, double gain, double decay) {
        double f = hz(midi);
        int start = (int) (at * RATE), len = (int) (RATE * decay * 5);
        for (int i = 0; i < len; i++) {
            double s = i / (double) RATE;
            double v = Math.sin(Kit.TAU * f * s) * Math.exp(-s / decay) + .35 * Math.sin(Kit.TAU * f * 3.93 * s) * Math.exp(-s / (decay * .22))
                    + .12 * Math.sin(Kit.TAU * f * 9.2 * s) * Math.exp(-s / (decay * .07));
            add(start + i, v * gain * Math.min(1, i / 60.0), .35);
        }
    }
    /** A slow, slightly detuned string section. */
    private void pad(double at, double midi, double len, double gain) {
        int start = (int) (at * RATE), n = (int) (len * RATE);
        double f = hz(midi), a = dice.nextDouble() * 6;
        for (int i = 0; i < n; i++) {
            double s = i / (double) RATE, k = s / len, env = Math.sin(Math.PI * Math.pow(k, .7));
            double v = 0;
            for (int h = 1; h <= 4; h++)
                v += (Math.sin(Kit.TAU * f * h * 1.0015 * s + a) + Math.sin(Kit.TAU * f * h * .9985 * s)) / (h * h) * .5;
            add(start + i, v * env * env * gain * (1 + .1 * Math.sin(s * 4.1 + a)), .5);
        }
    }
    /** An electric piano (two-operator FM). */
    private void keys(double at, double midi, double len, double gain) {
        int start = (int) (at * RATE), n = (int) (len * RATE);
        double f = hz(midi);
        for (int i = 0; i < n; i++) {
            double s = i / (double) RATE, env = Math.exp(-s * 1.6) * Math.min(1, i / 150.0) * Math.min(1, (n - i) / 2500.0);
            add(start + i, Math.sin(Kit.TAU * f * s + 1.1 * Math.exp(-s * 3) * Math.sin(Kit.TAU * f * 2 * s)) * env * gain * (1 + .15 * Math.sin(s * 28)), .25);
        }
    }
    private void chip(double at, double midi, double len, double gain) {
        int start = (int) (at * RATE), n = (int) (len * RATE);
        for (int i = 0; i < n; i++) {
            double s = i / (double) RATE, ph = Kit.frac(s * hz(midi)), tri = 4 * Math.abs(ph - .5) - 1;
            add(start + i, tri * gain * Math.exp(-s * 7) * Math.min(1, i / 80.0), .25);
        }
    }
    private void bass(double at, double midi, double len, double gain) {
        int start = (int) (at * RATE), n = (int) (len * RATE);
        for (int i = 0; i < n; i++) {
            double s = i / (double) RATE, x = Kit.TAU * hz(midi) * s;
            add(start + i, (Math.sin(x) + .3 * Math.sin(2 * x)) * gain * Math.min(1, i / 200.0) * Math.min(1, (n - i) / 2000.0) * Math.exp(-s * 1.2), 0);
        }
    }
    private void kick(double at, double gain) {
        double ph = 0;
        for (int i = 0; i < RATE / 4; i++) {
            double s = i / (double) RATE;
            ph += (46 + 90 * Math.exp(-s * 40)) / RATE;
            add((int) (at * RATE) + i, Math.sin(Kit.TAU * ph) * Math.exp(-s * 14) * gain, .02);
        }
    }
    /** A short burst of noise: hat, shaker or clap, by its length and colour. */
    private void brush(double at, double len, double dark, double gain) {
        double low = 0;
        for (int i = 0; i < len * RATE * 4; i++) {
            double white = dice.nextDouble() * 2 - 1;
            low += (white - low) * dark;
            add((int) (at * RATE) + i, (dark < .5 ? low * 2 : white - low) * gain * Math.exp(-i / (len * RATE)) * Math.min(1, i / 40.0), .1);
        }
    }

    private float[] master() {
        float[] out = dry.clone();
        int[] combs = {1687, 1931, 2053, 2251};
        for (int delay : combs) {
            float[] line = new float[delay];
            float damp = 0;
            for (int i = 0; i < out.length; i++) {
                float echo = line[i % delay];
                damp += (echo - damp) * .45f;
                line[i % delay] = wet[i] + damp * .82f;
                out[i] += echo * .22f;
            }
        }
        float peak = 0;
        for (float v : out) peak = Math.max(peak, Math.abs(v));
        for (int i = 0; i < out.length; i++) out[i] = (float) Math.tanh(out[i] / peak * 1.5) * .8f;
        return out;
    }

    // ---- scores ------------------------------------------------------------------------------

    private static void paperLanterns(Tunes o, Random d) {
        int[] scale = {62, 64, 67, 69, 71, 74, 76, 79, 81};
        int at = 4;
        for (double t = 0; t < SECONDS - 4; t += .36) {
            int beat = (int) Math.round(t / .36);
            if (beat % 8 == 0) { o.pluck(t, beat % 16 == 0 ? 43 : 40, .55, 2.4, .25); o.pad(t, beat % 16 == 0 ? 55 : 52, 3.4, .07); }
            if (beat % 2 == 0 || d.nextDouble() < .45) {
                at = Math.clamp(at + d.nextInt(5) - 2, 0, scale.length - 1);
                o.pluck(t + d.nextDouble() * .015, scale[at], .5, 1.4, .55);
            }
            if (beat % 8 == 6) o.pluck(t, scale[Math.max(0, at - 2)] + 12, .22, 1.2, .6);
        }
    }
    private static void harbourLights(Tunes o, Random d) {
        int[][] chords = {{48, 55, 64, 71}, {45, 52, 64, 67}, {41, 53, 60, 69}, {43, 55, 62, 69}};
        for (int i = 0; i * 3.6 < SECONDS - 4; i++)
            for (int n : chords[i % 4]) {
                o.pad(i * 3.6 - (i == 0 ? 1.2 : .6), n, 5.4, .16);
                if (n > 58) o.mallet(i * 3.6 + .9 * d.nextInt(1, 4), n + 12, .07, .7);
            }
    }
    private static void woodenSpoon(Tunes o, Random d) {
        int[][] bars = {{60, 64, 67, 72}, {57, 60, 64, 69}, {65, 69, 72, 77}, {62, 67, 71, 74}};
        int[] walk = {0, 2, 1, 3, 2, 1, 3, 2};
        for (int i = 0; i * .23 < SECONDS - 3; i++) {
            int[] bar = bars[i / 16 % 4];
            if (i % 8 == 0) o.mallet(i * .23, bar[0] - 12, .5, .5);
            if (i % 8 == 5) o.mallet(i * .23, bar[2] - 12, .3, .4);
            if (d.nextDouble() < .82) o.mallet(i * .23, bar[walk[i % 8]] + (d.nextInt(6) == 0 ? 12 : 0), .34, .22);
            o.brush(i * .23, .012, .7, i % 4 == 2 ? .16 : .06);
        }
    }
    private static void rainOnTin(Tunes o, Random d) {
        for (int i = 0; i < SECONDS * 26; i++) o.brush(d.nextDouble() * SECONDS, .003 + d.nextDouble() * .006, .8, .03 + .07 * d.nextDouble() * d.nextDouble());
        int[][] chords = {{50, 57, 60, 65}, {46, 53, 62, 69}, {48, 55, 64, 67}, {45, 52, 60, 67}};
        for (int i = 0; i * 3.0 < SECONDS - 4; i++)
            for (int k = 0; k < 4; k++) {
                o.keys(i * 3.0 + k * .09, chords[i % 4][k], 3.2, .17);
                if (k > 1) o.keys(i * 3.0 + 1.5 + (k - 2) * .38, chords[i % 4][k] + 12, 1.8, .11);
            }
    }
    private static void littleEngines(Tunes o, Random d) {
        int[] roots = {57, 53, 60, 55};
        int[] arp = {0, 7, 12, 16, 19, 16, 12, 7};
        for (int i = 0; i * .14 < SECONDS - 3; i++) {
            int root = roots[i / 32 % 4];
            int third = root == 57 ? -1 : 0;
            int step = arp[(i + i / 8) % 8];
            o.chip(i * .14, root + step + (step == 16 ? third : 0), .3, .3);
            if (i % 8 == 0) o.kick(i * .14, .7);
            if (i % 8 == 4) o.brush(i * .14, .035, .6, .2);
            if (i % 2 == 1) o.brush(i * .14, .01, .8, .1);
            if (i % 4 == 0) o.bass(i * .14, root - 24, .5, .38);
            if (i % 16 > 9 && d.nextBoolean()) o.chip(i * .14, root + 24 + new int[] {0, 2, 7}[d.nextInt(3)], .4, .14);
        }
    }
    private static void mossGarden(Tunes o, Random d) {
        int[] scale = {60, 63, 65, 67, 70, 72, 75, 77, 79};
        for (double t = 0; t < SECONDS - 6; t += 6) { o.pad(t - .8, 36, 8, .3); o.pad(t - .8, 43, 8, .18); o.pad(t, 51 + (int) (t / 6) % 2 * 2, 6.5, .1); }
        for (double t = .2; t < SECONDS - 4; t += .3 * d.nextInt(1, 5)) {
            int n = scale[d.nextInt(scale.length)];
            o.mallet(t, n, .26, .9);
            if (d.nextInt(3) == 0) o.mallet(t + .3, n + 7, .14, .8);
        }
    }
    private static void lastNightBus(Tunes o, Random d) {
        int[][] chords = {{53, 57, 60, 64}, {52, 55, 59, 62}, {50, 53, 57, 60}, {48, 52, 55, 59}};
        double b = .36;
        for (int i = 0; i * b < SECONDS - 3; i++) {
            int[] ch = chords[i / 8 % 4];
            double t = i * b;
            if (i % 8 == 0 || i % 8 == 3) for (int n : ch) o.keys(t, n, 1.6, .14);
            if (i % 8 == 0 || i % 8 == 5) { o.kick(t, .8); o.bass(t, ch[0] - 24, .8, .4); }
            if (i % 4 == 2) o.brush(t, .045, .55, .3);
            o.brush(t + (i % 2 == 1 ? .05 : 0), .012, .8, .09);
            if (i % 8 > 3 && d.nextDouble() < .5) o.keys(t + .18 * d.nextInt(2), ch[d.nextInt(4)] + 12, .9, .13);
        }
    }
    private static void sundayBicycle(Tunes o, Random d) {
        int[][] chords = {{60, 64, 67, 72}, {65, 69, 72, 77}, {57, 60, 64, 69}, {67, 71, 74, 79}};
        double b = .25;
        for (int i = 0; i * b < SECONDS - 3; i++) {
            int[] ch = chords[i / 8 % 4];
            double t = i * b + (i % 2 == 1 ? .04 : 0);
            if (i % 8 != 4 && i % 8 != 1) for (int k = 0; k < 4; k++) o.pluck(t + k * .012, ch[i % 2 == 0 ? k : 3 - k], .2, .5, .7);
            if (i % 4 == 0) o.bass(t, ch[0] - 24, .45, .42);
            if (i % 4 == 2) o.brush(t, .02, .45, .3);
            if (i % 16 > 7 && i % 2 == 0) o.mallet(t, ch[d.nextInt(4)] + 12, .24, .3);
        }
    }
}
