import module java.desktop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Draws every demo clip, its poster, the avatars and the three JSON lists.
 *
 * <pre>java DrawClips.java OUT_DIR [clip-name ...]</pre>
 *
 * Needs JDK 25 and ffmpeg on the PATH. With names, only those clips are drawn again; the lists are always complete.
 */
final class DrawClips {
    record Creator(String handle, String name, String bio, String region, String birthDate, int hue) {}
    record Ad(String advertiser, String callToAction, String landingUrl) {}
    record Clip(String name, double seconds, double poster, String creator, String sound, String caption, String tags, Ad ad, Supplier<Scene> scene) {
        boolean isLong() { return seconds > 30; }
    }

    static final List<Creator> CREATORS = List.of(
            new Creator("mira.paints", "Mira Okafor", "Gouache, dusk and other slow things. Berlin studio, ink on every sleeve.", "DE", "1994-05-03", 0xe0736d),
            new Creator("still.water", "Haruto Lindqvist", "I film ponds so you can breathe out.", "SE", "1988-11-21", 0x1d7a7a),
            new Creator("slow.kitchen", "Inês Carvalho", "Small recipes, big butter. Lisbon.", "PT", "1991-02-14", 0xf2b138),
            new Creator("nightbus.jonas", "Jonas Weber", "Last seat upstairs, headphones on, city going by.", "DE", "1997-08-30", 0x3a3f8f),
            new Creator("hello.pixel", "Yuki Tan", "Tiny worlds, one square at a time. Cat manager.", "NL", "2000-01-19", 0x9b5de5),
            new Creator("sum.of.parts", "Amara Nwosu", "Maths teacher. Things that move for a reason.", "GB", "1986-06-12", 0x15aabf),
            new Creator("lea.grows", "Léa Fontaine", "Balcony gardener, bird counter, patient person.", "FR", "1993-04-08", 0x5b8e7d),
            new Creator("plotter.pete", "Pete Albrecht", "My robot draws. I sharpen the pencils.", "AT", "1983-09-27", 0xd9483b),
            new Creator("pun.intended", "Saoirse Byrne", "Typesetting jokes nobody asked for.", "IE", "1996-12-01", 0xff5a4f),
            new Creator("noa.moves", "Noa Levi", "Stretch a little. Breathe a lot. Drop the balls, pick them up.", "ES", "1990-07-16", 0x6a5fa8),
            new Creator("loop.and.purl", "Greta Solberg", "Wool, paper, scissors. Patterns by request.", "NO", "1979-10-05", 0xb23a48),
            new Creator("north.of.sixty", "Aino Kallio", "Long nights, thermos coffee, very cold fingers.", "FI", "1989-03-22", 0x3fae9a));

    static final String[][] ADVERTISERS = {
            {"Fernweh Travel", "fernweh.travel", "https://fernweh.example"},
            {"Kettle & Crumb", "kettle.crumb", "https://kettleandcrumb.example"},
            {"Lumen Bikes", "lumen.bikes", "https://lumen.example"}};

    static final List<Clip> CLIPS = new ArrayList<>();
    static {
        clip("dusk-ridges", 11, 5, "mira.paints", "Harbour Lights", "Six sheets of paper and one sun. Watch it go down with me #papercut #dusk", "papercut,dusk,landscape", Nature::duskRidges);
        clip("paint-mixing", 9, 4, "mira.paints", "Moss Garden", "Ultramarine, coral, and a stick I should have washed #paintmixing #oddlysatisfying", "paint,satisfying,colour", Craft::paintMixing);
        clip("dune-caravan", 10, 4, "mira.paints", "Paper Lanterns", "Four camels, no hurry at all. Study in ochre #gouache", "dunes,gouache,travel", Nature::duneCaravan);
        clip("koi-pond", 12, 5, "still.water", "Paper Lanterns", "The white one always turns left. I checked #koi #calm", "koi,calm,water", Nature::koiPond);
        clip("tide-lines", 10, 4, "still.water", "Harbour Lights", "The sea tidies up after itself, every eight seconds #ocean", "ocean,calm,aerial", Nature::tideLines);
        clip("jellyfish", 11, 4, "still.water", "Moss Garden", "No brain, no bones, no worries #jellyfish #deepblue", "jellyfish,calm,water", Nature::jellyfish);
        clip("pour-over", 12, 6, "slow.kitchen", "Sunday Bicycle", "Pour slower than you think. Slower. There #coffee #pourover", "coffee,morning,kitchen", Craft::pourOver);
        clip("lemon-pasta", 10.5, 9.6, "slow.kitchen", "Wooden Spoon", "Dinner for people who just got home #recipe #lemonpasta", "recipe,pasta,cooking", Words::lemonPasta);
        clip("bakery-shelf", 11, 9, "slow.kitchen", "Wooden Spoon", "Ten to seven, the shelf fills up. Which one is yours? #bakery", "bakery,bread,morning", Craft::bakeryShelf);
        clip("rain-window", 11, 5, "nightbus.jonas", "Rain on Tin", "Line 29, upper deck, front left. Do not talk to me #rain #lofi", "rain,lofi,city", City::rainWindow);
        clip("train-window", 10, 3, "nightbus.jonas", "Last Night Bus", "Forty minutes with no signal. Best part of the week #slowtravel #train", "train,travel,landscape", City::trainWindow);
        clip("fireworks", 11, 6.3, "nightbus.jonas", "Last Night Bus", "Whole harbour went quiet, then this #fireworks", "fireworks,night,city", City::fireworks);
        clip("lava-lamp", 10, 4, "nightbus.jonas", "Last Night Bus", "Bought it for 4 euros. Have not moved since #lavalamp", "lavalamp,satisfying,retro", City::lavaLamp);
        clip("pixel-cat", 9, 4, "hello.pixel", "Little Engines", "She has been guarding this window since 1994 #pixelart #cat", "pixelart,cat,cosy", City::pixelCat);
        clip("tiny-city", 11, 9, "hello.pixel", "Sunday Bicycle", "Good morning, very small town #isometric #tinyworld", "isometric,city,morning", City::tinyCity);
        clip("dot-rhythm", 12, 5.6, "hello.pixel", "Little Engines", "Seven dots, seven tempos. They all meet again at the end #polyrhythm", "rhythm,loop,satisfying", City::dotRhythm);
        clip("sorting", 64, 7, "sum.of.parts", "Little Engines", "Four ways to tidy up forty bars. Pick your fighter #algorithms #maths", "algorithms,maths,satisfying", () -> City.sorting(64));
        clip("light-painting", 10, 7, "sum.of.parts", "Harbour Lights", "Three up, two across, one torch #lissajous #maths", "lissajous,maths,light", City::lightPainting);
        clip("pocket-planets", 11, 5, "sum.of.parts", "Moss Garden", "Not to scale. Do not email me #space", "space,planets,science", City::pocketPlanets);
        clip("mate-in-two", 11, 2.4, "sum.of.parts", "Wooden Spoon", "Give away the queen. Trust me #chess #puzzle", "chess,puzzle,maths", City::chess);
        clip("fern", 10, 8, "lea.grows", "Paper Lanterns", "She unrolled while I was making tea #fern #plants", "fern,plants,growing", Nature::fern);
        clip("windowsill", 12, 10.2, "lea.grows", "Sunday Bicycle", "Five days, one pot, zero talent needed #timelapse #plants", "timelapse,plants,growing", Nature::windowsill);
        clip("murmuration", 11, 6, "lea.grows", "Harbour Lights", "Six hundred starlings and nobody bumps into anybody #birds #murmuration", "birds,nature,dusk", Nature::murmuration);
        clip("plotter-face", 66, 60, "plotter.pete", "Last Night Bus", "One minute, three pens, no rubber. Stay for the jumper #plotter #drawing", "plotter,drawing,portrait", () -> Craft.plotterFace(66));
        clip("kaleidoscope", 10, 5, "plotter.pete", "Little Engines", "I put paper scraps in a tube. This happened #kaleidoscope", "kaleidoscope,paper,colour", Craft::kaleidoscope);
        clip("pencil-clock", 9, 3, "plotter.pete", "Wooden Spoon", "Redrawn eight times a second because I have a job #animation #pencil", "animation,pencil,clock", Craft::pencilClock);
        clip("joke-lift", 10.5, 9.6, "pun.intended", "Sunday Bicycle", "Rock bottom is just the ground floor #puns", "puns,typography,jokes", Words::jokeLift);
        clip("joke-parallel", 10, 7.8, "pun.intended", "Wooden Spoon", "A geometry love story #puns #typography", "puns,typography,jokes", Words::jokeParallel);
        clip("joke-dough", 10, 7.4, "pun.intended", "Little Engines", "We grew apart. Well, one of us grew #sourdough #puns", "puns,baking,jokes", Words::jokeDough);
        clip("sun-salute", 12, 1.9, "noa.moves", "Paper Lanterns", "Twelve seconds before your coffee. That counts #yoga #morning", "yoga,morning,movement", Craft::sunSalute);
        clip("box-breathing", 64, 3.6, "noa.moves", "Moss Garden", "One minute. In four, hold four, out four, rest four #breathe #calm", "breathe,calm,wellbeing", Craft::boxBreathing);
        clip("juggler", 10, 4.3, "noa.moves", "Sunday Bicycle", "Day 212: five! #juggling", "juggling,movement,practice", Craft::juggler);
        clip("knitting", 11, 3.4, "loop.and.purl", "Wooden Spoon", "Row 22 and the little tree appears #knitting #fairisle", "knitting,wool,craft", Craft::knitting);
        clip("paper-crane", 11, 8, "loop.and.purl", "Paper Lanterns", "Number 613. This one wanted out #origami", "origami,paper,craft", Craft::paperCrane);
        clip("quilt", 10, 4.6, "loop.and.purl", "Moss Garden", "Could not decide on a layout, so it decides for itself #quilting #pattern", "quilting,pattern,craft", Craft::quilt);
        clip("aurora", 11, 5, "north.of.sixty", "Harbour Lights", "Minus nineteen. Worth it #aurora #northernlights", "aurora,night,nature", Nature::aurora);
        clip("moon-phases", 62, 22, "north.of.sixty", "Harbour Lights", "A whole month of moon in a minute #moon #nightsky", "moon,night,science", () -> Nature.moonPhases(62));
        clip("snow-cabin", 11, 5, "north.of.sixty", "Rain on Tin", "Stove is on, road is gone #snow #cabin", "snow,cosy,cabin", Nature::snowCabin);

        ad("ad-fernweh-window", 9, 6, 0, "Paper Lanterns", "Look out of a different window this autumn.", "Book now", "/autumn", Words::fernwehWindow);
        ad("ad-fernweh-postcards", 9, 7.6, 0, "Sunday Bicycle", "Four postcards you have not written yet.", "See trips", "/short-breaks", Words::fernwehPostcards);
        ad("ad-kettle-tea", 8, 6.4, 1, "Wooden Spoon", "Put the kettle on. We will bring the cake.", "Shop teas", "/tea", Words::kettleTea);
        ad("ad-kettle-croissant", 8, 6.8, 1, "Sunday Bicycle", "Reserve tonight, collect while it is warm.", "Order now", "/bakery", Words::kettleCroissant);
        ad("ad-lumen-ride", 9, 6, 2, "Last Night Bus", "The way home, minus the hill.", "Book a test ride", "/test-ride", Words::lumenRide);
        ad("ad-lumen-range", 8, 6.8, 2, "Little Engines", "Charge on Sunday. Ride until the next one.", "See the bikes", "/range", Words::lumenRange);
    }

    private static void clip(String name, double s, double poster, String by, String sound, String caption, String tags, Supplier<Scene> scene) {
        CLIPS.add(new Clip(name, s, poster, by, sound, caption, tags, null, scene));
    }
    private static void ad(String name, double s, double poster, int by, String sound, String caption, String cta, String path, Supplier<Scene> scene) {
        String[] a = ADVERTISERS[by];
        CLIPS.add(new Clip(name, s, poster, a[1], sound, caption, "ad", new Ad(a[0], cta, a[2] + path), scene));
    }

    static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Path out = Path.of(args.length > 0 ? args[0] : "out");
        List<String> only = List.of(args).subList(Math.min(1, args.length), args.length);
        Files.createDirectories(out.resolve("avatars"));
        Map<String, float[]> tunes = new LinkedHashMap<>();
        for (String n : Tunes.names()) tunes.put(n, Tunes.compose(n));
        avatars(out);
        try (var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())))) {
            List<Future<?>> jobs = new ArrayList<>();
            for (Clip c : CLIPS) if (only.isEmpty() || only.contains(c.name)) jobs.add(pool.submit(() -> { render(c, tunes.get(c.sound), out); return null; }));
            for (Future<?> j : jobs) j.get();
        }
        lists(out);
    }

    // ---- one clip ------------------------------------------------------------------------------

    private static void render(Clip c, float[] tune, Path out) throws Exception {
        Path wav = Files.createTempFile("tune", ".wav");
        try {
            Files.write(wav, wav(tune, c.seconds));
            List<String> cmd = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y",
                    "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", Kit.W + "x" + Kit.H, "-r", "" + Kit.FPS, "-i", "pipe:0", "-i", wav.toString(),
                    "-c:v", "libx264", "-profile:v", "main", "-preset", "slow", "-pix_fmt", "yuv420p", "-threads", "1", "-g", "96",
                    "-crf", c.isLong() ? "31" : "29", "-maxrate", c.isLong() ? "26k" : "86k", "-bufsize", c.isLong() ? "104k" : "172k",
                    "-c:a", "aac", "-ac", "1", "-b:a", c.isLong() ? "25k" : "44k"));
            if (c.isLong()) cmd.addAll(List.of("-ar", "32000"));
            cmd.addAll(List.of("-shortest", "-map_metadata", "-1", "-movflags", "+faststart", out.resolve(c.name + ".mp4").toString()));
            Process ffmpeg = new ProcessBuilder(cmd).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            Scene scene = c.scene.get();
            int frames = (int) Math.round(c.seconds * Kit.FPS), posterAt = (int) (c.poster * Kit.FPS);
            ByteBuffer raw = ByteBuffer.allocate(Kit.W * Kit.H * 4).order(ByteOrder.LITTLE_ENDIAN);
            try (var pipe = ffmpeg.getOutputStream()) {
                for (int f = 0; f < frames; f++) {
                    Pen pen = new Pen(Kit.W, Kit.H);
                    scene.draw(pen, f / (double) Kit.FPS);
                    pen.g.dispose();
                    raw.asIntBuffer().put(((DataBufferInt) pen.img.getRaster().getDataBuffer()).getData());
                    pipe.write(raw.array());
                    if (f == posterAt) jpeg(pen.img, out.resolve(c.name + ".jpg"), .76f, 20_000);
                }
            }
            if (ffmpeg.waitFor() != 0) throw new IOException("ffmpeg failed on " + c.name);
            System.out.printf("%-22s %5.1f s %7d bytes%n", c.name, c.seconds, Files.size(out.resolve(c.name + ".mp4")));
        } finally {
            Files.delete(wav);
        }
    }

    private static byte[] wav(float[] tune, double seconds) {
        int n = (int) (seconds * Tunes.RATE);
        ByteBuffer b = ByteBuffer.allocate(44 + 2 * n).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes()).putInt(36 + 2 * n).put("WAVEfmt ".getBytes()).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(Tunes.RATE).putInt(2 * Tunes.RATE).putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(2 * n);
        for (int i = 0; i < n; i++) {
            double fade = Math.min(1, i / (.02 * Tunes.RATE)) * Math.min(1, (n - i) / (.7 * Tunes.RATE));
            b.putShort((short) (tune[i] * fade * 32000));
        }
        return b.array();
    }

    /** Writes a JPEG, lowering the quality until it fits. */
    private static void jpeg(BufferedImage img, Path file, float quality, int limit) throws IOException {
        for (float q = quality; ; q -= .06f) {
            var writer = javax.imageio.ImageIO.getImageWritersByFormatName("jpeg").next();
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(q);
            var bytes = new ByteArrayOutputStream();
            try (var sink = javax.imageio.ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(sink);
                writer.write(null, new javax.imageio.IIOImage(img, null, null), param);
            }
            writer.dispose();
            if (bytes.size() <= limit || q < .2f) { Files.write(file, bytes.toByteArray()); return; }
        }
    }

    // ---- avatars -------------------------------------------------------------------------------

    private static void avatars(Path out) throws IOException {
        for (int i = 0; i < CREATORS.size(); i++) {
            Pen p = new Pen(160, 160);
            face(p, i, CREATORS.get(i).hue);
            jpeg(p.img, out.resolve("avatars").resolve(CREATORS.get(i).handle + ".jpg"), .86f, 8_000);
        }
        for (int i = 0; i < 3; i++) {
            Pen p = new Pen(160, 160);
            logo(p, i);
            jpeg(p.img, out.resolve("avatars").resolve(ADVERTISERS[i][1] + ".jpg"), .88f, 8_000);
        }
    }
    /** A cut-paper face: every creator has their own hair, skin, glasses and shirt. */
    private static void face(Pen p, int i, int hue) {
        int[] skins = {0x8d5a3c, 0xf1c9a5, 0xd9a27a, 0xf3d2b3, 0xeec39a, 0x6b4029, 0xf0c8a8, 0xf2cdb0, 0xf6d5bd, 0xc98f66, 0xf4d3b8, 0xf3cfb2};
        int[] hairs = {0x2a1a1f, 0x1f2430, 0x4a2a1c, 0x7a4a24, 0x14131f, 0x1a1216, 0xb5532c, 0x8f8f99, 0xc94f2d, 0x2f1d18, 0xe8d3a0, 0xf0dcae};
        Color bg = Kit.c(hue), skin = Kit.c(skins[i]), hair = Kit.c(hairs[i]), dark = Kit.mix(bg, Kit.c(0x160f2a), .55);
        p.sky(Kit.mix(bg, Color.WHITE, .25), bg);
        for (int k = 0; k < 5; k++) p.disc(160 * Kit.rnd(i * 7 + k), 160 * Kit.rnd(i * 11 + k + 3), 9 + 24 * Kit.rnd(i + k), Kit.alpha(0xffffff, .13));
        boolean longHair = i % 3 == 0 || i == 8 || i == 10, beard = i == 1 || i == 7 || i == 3, glasses = i % 4 == 3 || i == 5;
        if (longHair) p.fill(Kit.blob(38, 130, 34, 70, 80, 26, 126, 70, 122, 130, 80, 138), hair);
        p.fill(Kit.blob(18, 176, 36, 132, 80, 120, 124, 132, 142, 176), i % 2 == 0 ? dark : Kit.c(0xfff3e0));
        p.round(67, 98, 26, 34, 12, Kit.mix(skin, Kit.c(0x4a1f1a), .2));
        p.fill(Kit.blob(46, 74, 56, 44, 80, 36, 104, 44, 114, 74, 104, 106, 80, 118, 56, 106), skin);
        if (beard) p.fill(Kit.blob(46, 80, 56, 94, 80, 92, 104, 94, 114, 80, 106, 110, 80, 124, 54, 110), hair);
        switch (i % 4) {
            case 0 -> p.fill(Kit.blob(42, 76, 44, 42, 80, 24, 116, 42, 118, 76, 104, 54, 74, 52), hair);
            case 1 -> { p.fill(Kit.blob(42, 66, 50, 36, 80, 26, 110, 36, 118, 66, 98, 50, 62, 50), hair); p.disc(80, 25, 13, hair); }
            case 2 -> { for (int k = 0; k < 9; k++) p.disc(44 + 9 * k, 50 - 17 * Math.sin(k / 8.0 * Math.PI), 13, hair); }
            default -> { p.fill(Kit.blob(42, 58, 60, 26, 110, 30, 120, 54, 80, 48), Kit.c(0xfff3e0)); p.round(38, 52, 84, 10, 5, dark); }
        }
        Color ink = Kit.c(0x231723);
        for (int s = -1; s <= 1; s += 2) {
            p.oval(80 + s * 15, 76, 3.2, 4.2, ink);
            p.oval(80 + s * 23, 90, 6, 4, Kit.alpha(0xe8604f, .35));
            if (glasses) p.ring(80 + s * 15, 76, 11, 3, ink);
        }
        if (glasses) p.line(76, 75, 84, 75, 3, ink);
        p.stroke(Kit.curve(80, 78, 83 + i % 2 * -6, 88, 80, 90), 2.4, Kit.mix(skin, ink, .45));
        p.stroke(Kit.curve(70, 99, 80, 104 + i % 3, 90, 98), 3, beard ? Kit.c(0xf2a594) : ink);
    }
    private static void logo(Pen p, int i) {
        switch (i) {
            case 0 -> {
                p.sky(0xe2543f, 0xd6452f);
                p.disc(80, 84, 46, Kit.c(0xffd9a0));
                p.fill(Kit.poly(20, 118, 62, 60, 84, 92, 102, 70, 140, 118), Kit.c(0x24356f));
                p.fill(Kit.poly(62, 60, 74, 77, 62, 84, 51, 76), Kit.c(0xfff8ee));
                p.stroke(Kit.curve(26, 56, 70, 30, 126, 38), 4, Kit.c(0xfff8ee));
                p.fill(Kit.poly(142, 36, 122, 28, 126, 48), Kit.c(0xfff8ee));
            }
            case 1 -> {
                p.sky(0x1f4d47, 0x1f4d47);
                p.stroke(Kit.curve(112, 74, 136, 76, 132, 102, 106, 104), 8, Kit.c(0xfdf0d5));
                p.fill(Kit.blob(36, 66, 116, 66, 108, 106, 92, 122, 60, 122, 44, 106), Kit.c(0xfdf0d5));
                p.round(34, 128, 84, 8, 4, Kit.c(0xf2b56b));
                for (int k = 0; k < 3; k++) p.stroke(Kit.curve(56 + k * 20, 54, 50 + k * 20, 44, 60 + k * 20, 34, 55 + k * 20, 24), 5, Kit.c(0xf2b56b));
                p.disc(76, 92, 9, Kit.c(0xd9573f));
            }
            default -> {
                p.sky(0x12203a, 0x12203a);
                for (int s = 0; s < 2; s++) p.ring(48 + s * 64, 100, 24, 7, Kit.c(0xd6ff4a));
                p.lines(7, Kit.c(0xf7ffe0), 48, 100, 66, 62, 104, 58, 78, 100, 48, 100);
                p.lines(7, Kit.c(0xf7ffe0), 112, 100, 100, 44, 114, 42);
                p.fill(Kit.poly(120, 40, 152, 26, 152, 62), Kit.alpha(0xd6ff4a, .8));
            }
        }
    }

    // ---- lists ---------------------------------------------------------------------------------

    private static String q(String s) { return "\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\""; }
    private static String array(List<String> rows) { return rows.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")); }

    private static void lists(Path out) throws IOException {
        Files.writeString(out.resolve("clips.json"), array(CLIPS.stream().map(c -> "{\"file\": " + q(c.name + ".mp4") + ", \"poster\": " + q(c.name + ".jpg")
                + ", \"durationMillis\": " + Math.round(Math.round(c.seconds * Kit.FPS) * 1000.0 / Kit.FPS) + ", \"width\": " + Kit.W + ", \"height\": " + Kit.H
                + ", \"creator\": " + q(c.creator) + ", \"caption\": " + q(c.caption)
                + ", \"tags\": [" + List.of(c.tags.split(",")).stream().map(DrawClips::q).collect(Collectors.joining(", ")) + "], \"sound\": " + q(c.sound)
                + ", \"ad\": " + (c.ad == null ? "null" : "{\"advertiser\": " + q(c.ad.advertiser) + ", \"callToAction\": " + q(c.ad.callToAction) + ", \"landingUrl\": " + q(c.ad.landingUrl) + "}") + "}").toList()));
        Files.writeString(out.resolve("creators.json"), array(CREATORS.stream().map(c -> "{\"handle\": " + q(c.handle) + ", \"name\": " + q(c.name) + ", \"bio\": " + q(c.bio)
                + ", \"region\": " + q(c.region) + ", \"birthDate\": " + q(c.birthDate) + ", \"avatar\": " + q("avatars/" + c.handle + ".jpg") + "}").toList()));
        Files.writeString(out.resolve("advertisers.json"), array(List.of(ADVERTISERS).stream().map(a -> "{\"name\": " + q(a[0]) + ", \"handle\": " + q(a[1])
                + ", \"logo\": " + q("avatars/" + a[1] + ".jpg") + ", \"website\": " + q(a[2]) + "}").toList()));
    }
}
