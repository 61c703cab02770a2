import module java.desktop;

import java.awt.geom.Path2D;

/** Lets the scene classes use the toolbox by its short names. */
abstract class Scenery {
    static final int W = Kit.W, H = Kit.H;
    static final double TAU = Kit.TAU;

    static double clamp(double v) { return Kit.clamp(v); }
    static double lerp(double a, double b, double k) { return Kit.lerp(a, b, k); }
    static double seg(double t, double a, double b) { return Kit.seg(t, a, b); }
    static double ease(double t, double a, double b) { return Kit.ease(t, a, b); }
    static double easeOut(double t, double a, double b) { return Kit.easeOut(t, a, b); }
    static double pop(double t, double a, double b) { return Kit.pop(t, a, b); }
    static double window(double t, double a, double b, double c, double d) { return Kit.window(t, a, b, c, d); }
    static double wave(double t, double period) { return Kit.wave(t, period); }
    static double frac(double v) { return Kit.frac(v); }
    static double rnd(double i) { return Kit.rnd(i); }
    static double fbm(double x, double y, int octaves) { return Kit.fbm(x, y, octaves); }
    static Color c(int rgb) { return Kit.c(rgb); }
    static Color[] cs(int... rgb) { return Kit.cs(rgb); }
    static Color alpha(Color c, double a) { return Kit.alpha(c, a); }
    static Color alpha(int c, double a) { return Kit.alpha(c, a); }
    static Color mix(Color a, Color b, double k) { return Kit.mix(a, b, k); }
    static Color mix(int a, int b, double k) { return Kit.mix(a, b, k); }
    static Color ramp(double k, Color... stops) { return Kit.ramp(k, stops); }
    static Color ramp(double k, int... stops) { return Kit.ramp(k, stops); }
    static Path2D poly(double... xy) { return Kit.poly(xy); }
    static Path2D curve(double... xy) { return Kit.curve(xy); }
    static Path2D blob(double... xy) { return Kit.blob(xy); }
    static Path2D land(java.util.function.DoubleUnaryOperator height) { return Kit.land(height); }
}
