package ovation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class WhyTextsTests {

    private final WhyTexts texts = new WhyTexts(messages());

    @Test
    void a_usual_call_to_action_is_said_in_the_viewers_language() {
        assertThat(texts.call("Shop now", Locale.ENGLISH)).isEqualTo("Shop now");
        assertThat(texts.call("Shop now", Locale.GERMAN)).isEqualTo("Jetzt kaufen");
        assertThat(texts.call("Take part", Locale.GERMAN)).isEqualTo("Mitmachen");
    }

    @Test
    void the_words_of_an_advertiser_stay_as_they_are() {
        assertThat(texts.call("Voyager léger", Locale.GERMAN)).isEqualTo("Voyager léger");
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/ads", "messages/feed");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
