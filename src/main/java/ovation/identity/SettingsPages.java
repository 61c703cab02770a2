package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;

/** What people set for themselves. Each form goes back to the page and says what happened. */
@Controller
class SettingsPages {

    private final Accounts accounts;
    private final ChangingAccounts changing;
    private final Relations relations;
    private final People people;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final LeavingOvation leaving;

    SettingsPages(
            Accounts accounts,
            ChangingAccounts changing,
            Relations relations,
            People people,
            SigningIn signingIn,
            SignIns signIns,
            LeavingOvation leaving) {
        this.accounts = accounts;
        this.changing = changing;
        this.relations = relations;
        this.people = people;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.leaving = leaving;
    }

    record ProfileForm(
            @Nullable String name,
            @Nullable String bio,
            @Nullable String region,
            @Nullable String language) {}

    @GetMapping("/settings")
    String settings(@RequestParam(required = false) @Nullable String done, Viewer viewer, Locale locale, Model model) {
        var account = accounts.find(viewer.person()).orElseThrow(Refused::notFound);
        var form = new ProfileForm(account.name(), account.bio(), account.region(), account.language());
        model.addAttribute("done", done != null && done.matches("profile|password|unblock|sign_ins") ? done : null);
        return page(account.id(), form, Map.of(), locale, model);
    }

    @PostMapping("/settings/profile")
    String profile(
            @ModelAttribute ProfileForm form, Viewer viewer, HttpServletResponse response, Locale locale, Model model) {
        try {
            changing.profile(
                    viewer.person(), text(form.name()), text(form.bio()), text(form.region()), text(form.language()));
        } catch (Refused refused) {
            response.setStatus(422);
            return page(viewer.person(), form, refused.fields(), locale, model);
        }
        return "redirect:/settings?done=profile";
    }

    @PostMapping("/settings/password")
    String password(
            @RequestParam String password,
            @RequestParam String newPassword,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var person = viewer.person();
        try {
            signingIn.confirm(person, password, ClientAddress.of(request));
            changing.password(person, newPassword);
        } catch (Refused refused) {
            return refusedPassword(refused, "password", person, response, locale, model);
        }
        signIns.start(person, request, response);
        return "redirect:/settings?done=password";
    }

    @PostMapping("/settings/sign-out-everywhere")
    String signOutEverywhere(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
        signIns.endAll(viewer.person());
        signIns.start(viewer.person(), request, response);
        return "redirect:/settings?done=sign_ins";
    }

    @PostMapping("/settings/unblock")
    String unblock(@RequestParam UUID person, Viewer viewer) {
        relations.unblock(viewer.person(), person);
        return "redirect:/settings?done=unblock";
    }

    @PostMapping("/settings/leave")
    String leave(
            @RequestParam String password,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var person = viewer.person();
        try {
            signingIn.confirm(person, password, ClientAddress.of(request));
            leaving.leave(person);
        } catch (Refused refused) {
            return refusedPassword(refused, "leavePassword", person, response, locale, model);
        }
        Cookies.delete(request, response, Cookies.SIGN_IN);
        return "redirect:/";
    }

    private String refusedPassword(
            Refused refused, String field, UUID person, HttpServletResponse response, Locale locale, Model model) {
        response.setStatus(refused.code().status());
        var account = accounts.find(person).orElseThrow(Refused::notFound);
        if (refused.fields().isEmpty()) {
            model.addAttribute(field + "Problem", "problem." + refused.code().code());
        }
        return page(
                person,
                new ProfileForm(account.name(), account.bio(), account.region(), account.language()),
                refused.fields(),
                locale,
                model);
    }

    private String page(UUID person, ProfileForm form, Map<String, String> errors, Locale locale, Model model) {
        var blocked = relations.blockedBy(person);
        var cards = people.cards(blocked);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("email", accounts.email(person).orElse(""));
        model.addAttribute("countries", Regions.in(locale));
        model.addAttribute(
                "blocked",
                blocked.stream().map(cards::get).filter(Objects::nonNull).toList());
        return "identity/settings";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
