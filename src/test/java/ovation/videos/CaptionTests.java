package ovation.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ovation.base.Refused;

class CaptionTests {

    @Test
    void finds_tags_of_every_script_once_in_one_spelling() {
        assertThat(caption("#Sommer, #sommer! #夏 #ñandú_2 #100 #1up (#klammer)").tags())
                .containsExactly("sommer", "夏", "ñandú_2", "1up", "klammer");
    }

    @Test
    void words_and_addresses_have_no_tags_in_them() {
        assertThat(caption("a#b https://x.org/#part me@example.org ##double &#39;")
                        .tags())
                .isEmpty();
        assertThat(caption("me@example.org").handles()).isEmpty();
    }

    @Test
    void finds_handles_without_the_dot_that_ends_a_sentence() {
        assertThat(caption("with @Ada.Light and @bob.").handles()).containsExactly("ada.light", "bob");
    }

    @Test
    void pieces_are_the_whole_text_again() {
        var text = "Hi @ada, see #light & <b>that</b>\n#x";

        assertThat(caption(text).pieces().stream().map(Caption.Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void counts_characters_as_people_see_code_points() {
        assertThat(caption("😀".repeat(2200)).text()).hasSize(4400);
        assertThatThrownBy(() -> caption("😀".repeat(2201)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("caption_too_long");
    }

    @Test
    void refuses_more_than_thirty_tags() {
        var tags = IntStream.range(0, 31).mapToObj(i -> "#tag" + i).toList();

        assertThat(caption(String.join(" ", tags.subList(0, 30))).tags()).hasSize(30);
        assertThatThrownBy(() -> caption(String.join(" ", tags)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("too_many_tags");
    }

    @Test
    void drops_what_cannot_be_seen_but_turns_text_round() {
        assertThat(caption("a\u202Eb\u0000c\td").text()).isEqualTo("abcd");
        assertThat(caption("  e\u0301 ").text()).isEqualTo("é");
    }

    private static Caption caption(String text) {
        return Caption.of(text, "caption", Caption.MAX_CODE_POINTS, "caption_too_long");
    }
}
