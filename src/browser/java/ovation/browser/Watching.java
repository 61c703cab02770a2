package ovation.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** The feed as its viewer has it on the screen: the clip that plays, and the way to the next. */
final class Watching {

    private static final String ON = "[data-list] .clip:has(ov-player[active])";

    private final Page page;

    Watching(Page page) {
        this.page = page;
        clip().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        page.waitForFunction("() => !document.querySelector('.clip--takeover')");
    }

    Locator clip() {
        return page.locator(ON).first();
    }

    /** Tells this clip from all others. */
    String poster() {
        return clip().locator("ov-player").getAttribute("poster");
    }

    boolean isAd() {
        return clip().getAttribute("class").contains("clip--ad");
    }

    /** Waits until the picture has moved for so long. */
    void watch(double seconds) {
        page.waitForFunction(
                "seconds => document.querySelector('ov-player[active] video')?.currentTime >= seconds", seconds);
    }

    /** Presses the key and waits until another clip has the screen. */
    void next(String key) {
        var before = clip().evaluate("clip => [...clip.parentNode.children].indexOf(clip)");
        page.keyboard().press(key);
        page.waitForFunction(
                "before => { const player = document.querySelector('[data-list] ov-player[active]');"
                        + " const clip = player?.closest('.clip');"
                        + " return clip && [...clip.parentNode.children].indexOf(clip) === before + 1; }",
                before);
    }
}
