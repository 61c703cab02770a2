package ovation.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler does not see of pages: fragments, message keys, and what our content security policy forbids. */
class TemplatesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path TEMPLATES = RESOURCES.resolve("templates");
    private static final Pattern FRAGMENT_USE = Pattern.compile("~\\{\\s*([a-z][\\w/-]*)\\s*(?:::\\s*([\\w-]+))?");
    private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"\\s*([\\w-]+)");
    private static final Pattern MESSAGE_KEY = Pattern.compile("#\\{([a-z][a-z0-9_.]*)[}(]");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\s(on[a-z]+|style|th:style|th:on[a-z]+|hx-on[a-z:-]*)=\"|<style|th:utext|<script(?![^>]*src=)|javascript:");

    static Stream<Path> templates() {
        return files(TEMPLATES, ".html");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void uses_only_fragments_that_exist(Path template) {
        var uses = FRAGMENT_USE.matcher(read(template));
        while (uses.find()) {
            var target = TEMPLATES.resolve(uses.group(1) + ".html");
            assertThat(target).exists();
            if (uses.group(2) != null) {
                assertThat(fragments(target)).contains(uses.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void says_only_what_each_language_can_say(Path template) {
        var keys = new TreeSet<String>();
        var uses = MESSAGE_KEY.matcher(read(template));
        while (uses.find()) {
            keys.add(uses.group(1));
        }

        assertThat(words("").stringPropertyNames()).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void holds_nothing_inline_and_nothing_unescaped(Path template) {
        assertThat(FORBIDDEN.matcher(read(template)).results().map(found -> found.group()
                        .strip()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void closes_what_it_opens(Path template) {
        var open = new ArrayList<String>();
        var tags = Pattern.compile("<(/?)([a-z][a-z0-9:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*?)(/?)>")
                .matcher(read(template).replaceAll("(?s)<!--.*?-->", ""));
        while (tags.find()) {
            if (VOID.contains(tags.group(2)) || !tags.group(4).isEmpty()) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.add(tags.group(2));
            } else {
                assertThat(open).as("before </" + tags.group(2) + ">").isNotEmpty();
                assertThat(open.removeLast()).isEqualTo(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    @Test
    void both_languages_say_the_same_things() {
        var english = words("").stringPropertyNames();
        var german = words("_de").stringPropertyNames();

        assertThat(german).containsExactlyInAnyOrderElementsOf(english);
    }

    /** A message with arguments is a pattern, where one apostrophe begins a quotation; one without is said as it is. */
    @Test
    void apostrophes_are_doubled_where_there_are_arguments_and_nowhere_else() {
        for (var language : List.of("", "_de")) {
            words(language).forEach((key, value) -> {
                var text = value.toString();
                if (text.contains("{0")) {
                    assertThat(text.replace("''", "")).as(key.toString()).doesNotContain("'");
                } else {
                    assertThat(text).as(key.toString()).doesNotContain("''");
                }
            });
        }
    }

    private static Properties words(String language) {
        var all = new Properties();
        files(RESOURCES.resolve("messages"), ".properties")
                .filter(file -> file.toString().matches(".*_[a-z]{2}\\.properties") != language.isEmpty())
                .forEach(file -> {
                    var its = new Properties();
                    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                        its.load(reader);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                    its.forEach((key, value) -> assertThat(all.put(key, value))
                            .as(key + " in two modules")
                            .isIn((Object) null, value));
                });
        return all;
    }

    private static List<String> fragments(Path template) {
        return FRAGMENT.matcher(read(template))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
