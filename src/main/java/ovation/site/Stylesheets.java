package ovation.site;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The bean {@code stylesheets} of the layouts: beside its own sheet, each face loads those of the modules that draw on it. */
@Component("stylesheets")
class Stylesheets {

    private static final Set<String> OF_LAYOUTS = Set.of("tokens.css", "ui.css", "app.css", "work.css");
    private static final Set<String> APP_ONLY = Set.of("feed.css");
    private static final Set<String> WORK_ONLY = Set.of(
            "ads.css",
            "ads-accounts.css",
            "ads-library.css",
            "spark.css",
            "rewards.css",
            "moderation.css",
            "finance.css",
            "payouts.css");

    private final List<String> app;
    private final List<String> work;

    Stylesheets() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:static/css/*.css");
        var names = Arrays.stream(files)
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .filter(name -> !OF_LAYOUTS.contains(name))
                .sorted()
                .toList();
        app = paths(names, WORK_ONLY);
        work = paths(names, APP_ONLY);
    }

    /** @param face {@code app} or {@code work} */
    public List<String> of(String face) {
        return face.equals("app") ? app : work;
    }

    private static List<String> paths(List<String> names, Set<String> without) {
        return names.stream()
                .filter(name -> !without.contains(name))
                .map(name -> "/css/" + name)
                .toList();
    }
}
