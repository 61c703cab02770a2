package ovation.media;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A picture in some thirty characters, drawn blurred until the poster has come: the encoder of the BlurHash algorithm
 * (blurha.sh), a discrete cosine transform in linear light with a few components a side, in base 83.
 */
final class Blurhash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    /** More pixels change nothing in so few components. */
    private static final int SMALL_PIXELS = 64;

    private Blurhash() {}

    /** Components fit the picture's shape: four along the longer side, three along the other. */
    static String of(BufferedImage picture) {
        var small = shrink(picture);
        return picture.getHeight() > picture.getWidth() ? encode(small, 3, 4) : encode(small, 4, 3);
    }

    static String encode(BufferedImage picture, int across, int down) {
        var factors = new double[across * down][];
        for (var y = 0; y < down; y++) {
            for (var x = 0; x < across; x++) {
                factors[y * across + x] = factor(picture, x, y);
            }
        }
        var max = 0.0;
        for (var i = 1; i < factors.length; i++) {
            for (var channel : factors[i]) {
                max = Math.max(max, Math.abs(channel));
            }
        }
        var quantisedMax = factors.length > 1 ? Math.clamp((int) Math.floor(max * 166 - 0.5), 0, 82) : 0;
        var hash = new StringBuilder();
        append(hash, (across - 1) + (down - 1) * 9, 1);
        append(hash, quantisedMax, 1);
        append(hash, (srgb(factors[0][0]) << 16) + (srgb(factors[0][1]) << 8) + srgb(factors[0][2]), 4);
        for (var i = 1; i < factors.length; i++) {
            var value = 0;
            for (var channel : factors[i]) {
                value = value * 19 + quantise(channel / ((quantisedMax + 1) / 166.0));
            }
            append(hash, value, 2);
        }
        return hash.toString();
    }

    private static double[] factor(BufferedImage picture, int x, int y) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var sum = new double[3];
        for (var j = 0; j < height; j++) {
            var basisY = Math.cos(Math.PI * y * j / height);
            for (var i = 0; i < width; i++) {
                var basis = Math.cos(Math.PI * x * i / width) * basisY;
                var pixel = picture.getRGB(i, j);
                sum[0] += basis * linear(pixel >> 16 & 255);
                sum[1] += basis * linear(pixel >> 8 & 255);
                sum[2] += basis * linear(pixel & 255);
            }
        }
        var scale = (x == 0 && y == 0 ? 1.0 : 2.0) / (width * height);
        return new double[] {sum[0] * scale, sum[1] * scale, sum[2] * scale};
    }

    private static double linear(int srgb) {
        var value = srgb / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int srgb(double linear) {
        var value = Math.clamp(linear, 0.0, 1.0);
        return value <= 0.0031308
                ? (int) (value * 12.92 * 255 + 0.5)
                : (int) ((1.055 * Math.pow(value, 1 / 2.4) - 0.055) * 255 + 0.5);
    }

    private static int quantise(double value) {
        return Math.clamp((int) Math.floor(Math.signum(value) * Math.sqrt(Math.abs(value)) * 9 + 9.5), 0, 18);
    }

    private static void append(StringBuilder hash, int value, int length) {
        for (var i = length - 1; i >= 0; i--) {
            hash.append(DIGITS.charAt(value / (int) Math.pow(83, i) % 83));
        }
    }

    private static BufferedImage shrink(BufferedImage picture) {
        var scale = Math.min(1.0, (double) SMALL_PIXELS / Math.max(picture.getWidth(), picture.getHeight()));
        var width = Math.max(1, (int) (picture.getWidth() * scale));
        var height = Math.max(1, (int) (picture.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, null);
        canvas.dispose();
        return small;
    }
}
