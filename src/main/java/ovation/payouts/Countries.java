package ovation.payouts;

import java.text.Collator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Countries for a form, named in the reader's language. */
record Countries(String code, String name) {

    static List<Countries> in(Locale language) {
        var order = Collator.getInstance(language);
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> new Countries(code, Locale.of("", code).getDisplayCountry(language)))
                .sorted((one, other) -> order.compare(one.name(), other.name()))
                .toList();
    }
}
