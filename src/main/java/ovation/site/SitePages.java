package ovation.site;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Viewer;

/** The landing of the working faces, and what developers read first. */
@Controller
class SitePages {

    private final ProblemCatalogue catalogue;
    private final ProblemDocuments documents;
    private final Navigation navigation;
    private final Businesses businesses;

    SitePages(ProblemCatalogue catalogue, ProblemDocuments documents, Navigation navigation, Businesses businesses) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.navigation = navigation;
        this.businesses = businesses;
    }

    /** A problem as the list of them shows it. */
    record ProblemView(String code, int status, String title, String detail) {}

    @GetMapping("/desk")
    String work(Viewer viewer, Model model) {
        var person = viewer.person();
        model.addAttribute(
                "places",
                navigation.work(viewer, "").stream()
                        .filter(item -> !item.key().equals("work"))
                        .toList());
        model.addAttribute("businesses", businesses.of(person, Businesses.Kind.ADVERTISER));
        return "site/work";
    }

    @GetMapping("/developers")
    String developers(Locale locale, Model model) {
        model.addAttribute("problems", problems(locale));
        return "site/developers";
    }

    @GetMapping("/developers/api")
    String api() {
        return "site/api";
    }

    @GetMapping("/problems/{code}")
    String problem(@PathVariable String code, Locale locale, Model model) {
        var known = catalogue.find(code).orElseThrow(Refused::notFound);
        model.addAttribute(
                "problem",
                new ProblemView(
                        code,
                        known.status(),
                        documents.title(code, locale),
                        documents.detail(code, List.of(), locale)));
        return "site/problem";
    }

    private List<ProblemView> problems(Locale locale) {
        return catalogue.all().stream()
                .map(each -> new ProblemView(
                        each.code(),
                        each.status(),
                        documents.title(each.code(), locale),
                        documents.detail(each.code(), List.of(), locale)))
                .toList();
    }
}
