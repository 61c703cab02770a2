package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Refused;
import ovation.videos.Videos.NewVideo;

@ClipsTest
class PublishingTests {

    @Autowired
    Videos videos;

    @Autowired
    FakePeople people;

    @Autowired
    Clips clips;

    @Test
    void a_post_of_a_ready_clip_is_public_at_once() {
        var ada = people.adult("Ada");

        var post = clips.aPostBy(ada, "First #Light and #light, with @" + people.handle(ada));

        var card = videos.cards(List.of(post)).getFirst();
        assertThat(card.creator().name()).isEqualTo("Ada");
        assertThat(card.hashtags()).containsExactly("light");
        assertThat(card.sound()).isNotNull();
        assertThat(card.sources()).hasSize(1);
        assertThat(card.poster()).contains("poster.jpg");
        var facts = videos.facts(post).orElseThrow();
        assertThat(facts.durationMillis()).isEqualTo(2000);
        assertThat(facts.region()).isEqualTo("DE");
        assertThat(facts.tags()).containsExactly("light");
        var all = new ArrayList<Videos.VideoFacts>();
        videos.forEachPublic(all::add);
        assertThat(all).contains(facts);
    }

    @Test
    void cards_come_in_the_order_asked_for_without_what_is_gone() {
        var ada = people.adult("Ada");
        var first = clips.aPostBy(ada, "one");
        var second = clips.aPostBy(ada, "two");

        var cards = videos.cards(List.of(second, java.util.UUID.randomUUID(), first));

        assertThat(cards).extracting(Videos.VideoCard::id).containsExactly(second, first);
    }

    @Test
    void refuses_a_clip_of_somebody_else_or_one_that_is_used() {
        var ada = people.adult("Ada");
        var bob = people.adult("Bob");
        var clip = clips.aClipOf(ada);

        assertThatThrownBy(() -> videos.publish(bob.id(), new NewVideo(clip, "", null, null, true, false, false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not_found");
        videos.publish(ada.id(), new NewVideo(clip, "", null, null, true, false, false));
        assertThatThrownBy(() -> videos.publish(ada.id(), new NewVideo(clip, "", null, null, true, false, false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("asset_used");
    }

    @Test
    void a_picked_sound_is_counted() {
        var ada = people.adult("Ada");
        var sound = videos.cards(List.of(clips.aPostBy(ada, "mine"))).getFirst().sound();

        var second = videos.publish(
                ada.id(), new NewVideo(clips.aClipOf(ada), "theirs", sound.id(), null, true, false, false));

        assertThat(videos.cards(List.of(second)).getFirst().sound()).isEqualTo(sound);
    }
}
