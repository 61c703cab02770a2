package ovation.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** What a careful eye finds on a face, on the phone and on the desktop, by day and by night. */
final class Inspection {

    private static final int PHONE = 390;

    private final Page page;
    private final List<String> findings = new ArrayList<>();

    Inspection(Page page) {
        this.page = page;
    }

    List<String> findings() {
        return findings;
    }

    void look(String face) {
        unsaid(face);
        for (var width : List.of(PHONE, 1280)) {
            page.setViewportSize(width, width == PHONE ? 844 : 800);
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                axe(face + " at " + width + " " + scheme);
            }
            overflow(face + " at " + width);
        }
    }

    /** A text that no language has, or whose gaps nobody filled. */
    private void unsaid(String face) {
        var gap = page.evaluate("() => (document.body.innerText.match(/\\?\\?[a-z][\\w.]+|\\{\\d\\}/) || [''])[0]");
        if (!gap.equals("")) {
            findings.add(face + ": nobody says " + gap);
        }
    }

    private void axe(String where) {
        var results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa"))
                .setLegacyMode(true)
                .analyze();
        for (var rule : results.getViolations()) {
            for (var node : rule.getNodes()) {
                findings.add("%s: %s %s %s".formatted(where, rule.getId(), node.getTarget(), node.getHtml()));
            }
        }
    }

    void overflow(String where) {
        var wide = (Number) page.evaluate("document.scrollingElement.scrollWidth - innerWidth");
        if (wide.intValue() > 0) {
            findings.add("%s: %s px too wide: %s".formatted(where, wide, page.evaluate("""
                    () => [...document.querySelectorAll('main *')]
                      .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                      .slice(0, 3).map(each => each.outerHTML.slice(0, 120))""")));
        }
    }
}
