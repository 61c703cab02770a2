package ovation.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** The bean {@code nav} of the layouts: where a viewer can go. */
@Component("nav")
class Navigation {

    /**
     * @param key the message {@code nav.<key>}, and the icon
     * @param current whether the reader is there now
     */
    public record Item(String key, String href, boolean current) {}

    /** The viewer face's places, the same for everybody. */
    public List<Item> app(@Nullable Object path) {
        return List.of(
                item("for_you", "/", path),
                item("following", "/following", path),
                item("upload", "/upload", path),
                item("discover", "/discover", path),
                item("coins", "/coins", path));
    }

    /** The working faces that the viewer's roles open. */
    public List<Item> work(@Nullable Viewer viewer, @Nullable Object path) {
        var items = new ArrayList<Item>();
        items.add(item("work", "/desk", path));
        if (viewer != null && viewer.signedIn()) {
            items.add(item("creator", "/desk/creator", path));
            items.add(item("payouts", "/desk/creator/payouts", path));
            items.add(item("ads", "/desk/ads", path));
            if (viewer.is(Role.MODERATOR) || viewer.is(Role.ADMIN)) {
                items.add(item("moderation", "/moderation", path));
            }
            if (viewer.is(Role.ADMIN)) {
                items.add(item("ad_stop", "/desk/ad-stop", path));
            }
            if (viewer.is(Role.FINANCE) || viewer.is(Role.ADMIN)) {
                items.add(item("finance", "/finance", path));
                items.add(item("pay_out", "/finance/payouts", path));
            }
        }
        items.add(item("developers", "/developers", path));
        return items;
    }

    private static Item item(String key, String href, @Nullable Object path) {
        var here = String.valueOf(path);
        var root = href.equals("/")
                || href.equals("/desk")
                // Payouts have a place of their own below these.
                || (href.equals("/desk/creator") || href.equals("/finance")) && here.startsWith(href + "/payouts");
        return new Item(key, href, here.equals(href) || !root && here.startsWith(href + "/"));
    }
}
