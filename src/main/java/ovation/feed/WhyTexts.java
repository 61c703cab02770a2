package ovation.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reasons and the words of buttons. Patterns are kept by language: a page has thirty of them. */
@Component
class WhyTexts {

    private record Key(String code, boolean about, String language) {}

    private final MessageSource messages;
    private final Cache<Key, String> patterns =
            Caffeine.newBuilder().maximumSize(1_000).build();

    WhyTexts(MessageSource messages) {
        this.messages = messages;
    }

    FeedItem.Reason reason(Why why, Locale locale) {
        var about = !why.subject().isEmpty();
        var pattern = patterns.get(
                new Key(why.code(), about, locale.getLanguage()),
                key -> pattern("why." + key.code() + (key.about() ? ".about" : ""), "why." + key.code(), locale));
        return new FeedItem.Reason(why.code(), why.subject(), why.points(), pattern.replace("{0}", why.subject()));
    }

    /** What stands on an ad's button; the usual calls to action in the viewer's language, others as they were written. */
    String call(String callToAction, Locale locale) {
        var known = "ads.call." + callToAction.toLowerCase(Locale.ROOT).replace(' ', '_');
        return patterns.get(
                new Key(known, false, locale.getLanguage()), key -> pattern(key.code(), callToAction, locale));
    }

    private String pattern(String key, String lessSaying, Locale locale) {
        var fallback = messages.getMessage(lessSaying, null, lessSaying, locale);
        var text = messages.getMessage(key, null, fallback, locale);
        return text == null ? lessSaying : text.replace("''", "'");
    }
}
