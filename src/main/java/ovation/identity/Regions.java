package ovation.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Countries and languages that we know. */
final class Regions {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    static final Set<String> LANGUAGES = Set.of("en", "de");

    private Regions() {}

    static boolean known(String region) {
        return COUNTRIES.contains(region);
    }

    /** The first country that the browser's languages name, else {@code US}. */
    static String guess(List<Locale> locales) {
        return locales.stream()
                .map(Locale::getCountry)
                .filter(COUNTRIES::contains)
                .findFirst()
                .orElse("US");
    }

    /** The first of the browser's languages that we speak, else English. */
    static String language(List<Locale> locales) {
        return locales.stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en");
    }

    record Country(String code, String name) {}

    /** All countries, named in a language and sorted by that name. */
    static List<Country> in(Locale language) {
        var order = java.text.Collator.getInstance(language);
        return COUNTRIES.stream()
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(language)))
                .sorted((one, other) -> order.compare(one.name(), other.name()))
                .toList();
    }
}
