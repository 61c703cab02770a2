package ovation.payouts;

import java.text.Normalizer;
import java.util.Map;

/** Texts in the letters that every bank takes: the Latin set of the EPC's implementation guidelines (EPC217-08). */
final class SepaText {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Ä", "Ae"),
            Map.entry("Ö", "Oe"),
            Map.entry("Ü", "Ue"),
            Map.entry("ä", "ae"),
            Map.entry("ö", "oe"),
            Map.entry("ü", "ue"),
            Map.entry("ß", "ss"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "Ae"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("&", "+"));

    private SepaText() {}

    static String of(String text, int longest) {
        var latin = text;
        for (var each : WORDS.entrySet()) {
            latin = latin.replace(each.getKey(), each.getValue());
        }
        latin = Normalizer.normalize(latin, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9/?:().,'+ -]", ".")
                .strip();
        return latin.substring(0, Math.min(longest, latin.length())).strip();
    }
}
