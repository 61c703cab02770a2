package ovation.ads;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Wanted;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.ledger.Money;

/** Reads a form field by field and gathers all that is wrong, so that people mend it in one go. */
public final class Inputs {

    static final List<String> OBJECTIVES = Objective.codes();
    /** Ten million units a day: more is a slip of the finger. */
    private static final long HIGHEST_MICROS = 10_000_000L * Money.MICROS;

    private static final int MOST_CHOICES = 50;

    private final Map<String, String> wrong = new LinkedHashMap<>();

    public String text(String field, @Nullable String value, int max) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            wrong.put(field, "required");
        } else if (text.length() > max) {
            wrong.put(field, "too_long");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            wrong.put(field, "control_characters");
        }
        return text;
    }

    public String oneOf(String field, @Nullable String value, Collection<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            wrong.put(field, value == null ? "required" : "not_offered");
            return "";
        }
        return value;
    }

    Billing billing(@Nullable String value) {
        var known = Arrays.stream(Billing.values()).map(Enum::name).toList();
        return oneOf("billing", value, known).isEmpty() ? Billing.CPM : Billing.valueOf(String.valueOf(value));
    }

    public long money(String field, @Nullable Money value, String currency, long lowest) {
        if (value == null) {
            wrong.put(field, "required");
            return lowest;
        }
        if (!value.currency().equals(currency)) {
            wrong.put(field, "other_currency");
        } else if (value.micros() < lowest) {
            wrong.put(field, "too_small");
        } else if (value.micros() > HIGHEST_MICROS) {
            wrong.put(field, "too_large");
        }
        return value.micros();
    }

    public int number(String field, @Nullable Integer value, int standard, int from, int to) {
        var number = value == null ? standard : value;
        if (number < from || number > to) {
            wrong.put(field, "out_of_range");
        }
        return number;
    }

    Targeting targeting(
            @Nullable Collection<String> regions,
            @Nullable Collection<String> ageBands,
            @Nullable Collection<String> interests,
            Wanted also) {
        var bands = new TreeSet<AgeBand>();
        for (var band : ageBands == null ? List.<String>of() : ageBands) {
            try {
                bands.add(AgeBand.valueOf(band));
            } catch (IllegalArgumentException unknown) {
                wrong.put("ageBands", "not_offered");
            }
        }
        if (bands.contains(AgeBand.UNKNOWN)) {
            wrong.put("ageBands", "not_offered");
        }
        var tags = words(interests, "interests", "[\\p{L}\\p{N}_]{1,50}", Locale.ROOT);
        return Targeting.of(words(regions, "regions", "[A-Z]{2}", null), bands, tags, also);
    }

    private Set<String> words(
            @Nullable Collection<String> given, String field, String pattern, @Nullable Locale lowerCase) {
        var words = new TreeSet<String>();
        for (var word : given == null ? List.<String>of() : given) {
            var clean = word.strip().replaceFirst("^#", "");
            clean = lowerCase == null ? clean.toUpperCase(Locale.ROOT) : clean.toLowerCase(lowerCase);
            if (!clean.matches(pattern)) {
                wrong.put(field, "not_offered");
            }
            words.add(clean);
        }
        if (words.size() > MOST_CHOICES) {
            wrong.put(field, "too_many");
        }
        return words;
    }

    /** A time zone of the tz database. */
    ZoneId zone(@Nullable String value) {
        if (value == null) {
            return ZoneOffset.UTC;
        }
        if (!value.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(value)) {
            wrong.put("timeZone", "not_offered");
            return ZoneOffset.UTC;
        }
        return value.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(value);
    }

    /** Half hours of a week that are served in, at least one; all of them are none in particular. */
    String dayparts(String value) {
        if (!value.isEmpty() && (!value.matches("[01]{336}") || value.indexOf('1') < 0)) {
            wrong.put("dayparts", "dayparts_unreadable");
            return "";
        }
        return value.indexOf('0') < 0 ? "" : value;
    }

    void order(Instant startsAt, @Nullable Instant endsAt) {
        if (endsAt != null && !endsAt.isAfter(startsAt)) {
            wrong.put("endsAt", "before_start");
        }
    }

    /** An absolute http(s) address without credentials. */
    public String landingUrl(String field, @Nullable String value) {
        var text = text(field, value, 2048);
        if (!wrong.containsKey(field)) {
            try {
                var uri = new URI(text);
                var scheme = uri.getScheme();
                if (uri.getHost() == null
                        || uri.getUserInfo() != null
                        || (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme))) {
                    wrong.put(field, "not_a_web_address");
                }
            } catch (URISyntaxException malformed) {
                wrong.put(field, "not_a_web_address");
            }
        }
        return text;
    }

    public UUID id(String field, @Nullable UUID value) {
        if (value == null) {
            wrong.put(field, "required");
            return new UUID(0, 0);
        }
        return value;
    }

    public void wrong(String field, String reason) {
        wrong.put(field, reason);
    }

    /** @throws Refused with all fields that are wrong */
    public void check() {
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }
}
