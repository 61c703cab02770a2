package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.DemoSignIns.DemoSignIn;

/** In and out. */
@Controller
class SignInPages {

    private final SigningUp signingUp;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final ObjectProvider<DemoSignIns> demo;

    SignInPages(SigningUp signingUp, SigningIn signingIn, SignIns signIns, ObjectProvider<DemoSignIns> demo) {
        this.signingUp = signingUp;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.demo = demo;
    }

    record SignInForm(@Nullable String login, @Nullable String password) {}

    record SignUpForm(
            @Nullable String handle,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password,
            @Nullable String birthDate,
            @Nullable String region) {

        People.SignUp asked(String language) {
            return new People.SignUp(
                    text(handle), text(name), text(email), text(password), date(), text(region), language);
        }

        private LocalDate date() {
            try {
                return LocalDate.parse(text(birthDate));
            } catch (DateTimeParseException unreadable) {
                throw Refused.field("birthDate", "birth_date_unreadable");
            }
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    @GetMapping("/sign-in")
    String signInPage(@RequestParam(required = false) @Nullable String next, Viewer viewer, Model model) {
        if (viewer.signedIn()) {
            return "redirect:" + ownPath(next);
        }
        return signInPage(new SignInForm("", ""), ownPath(next), model);
    }

    @PostMapping("/sign-in")
    String signIn(
            @ModelAttribute SignInForm form,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var login = form.login() == null ? "" : form.login();
            var password = form.password() == null ? "" : form.password();
            var person = signingIn.signIn(login, password, ClientAddress.of(request));
            signIns.start(person, request, response);
        } catch (Refused refused) {
            response.setStatus(refused.code().status());
            model.addAttribute("problem", "problem." + refused.code().code());
            return signInPage(form, ownPath(next), model);
        }
        return "redirect:" + ownPath(next);
    }

    @PostMapping("/demo/sign-in")
    String demoSignIn(@RequestParam UUID person, HttpServletRequest request, HttpServletResponse response) {
        var chosen = demoSignIns().stream()
                .filter(each -> each.person().equals(person))
                .findFirst()
                .orElseThrow(Refused::notFound);
        signIns.start(person, request, response);
        return "redirect:" + ownPath(chosen.landingPath());
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        signIns.end(request, response);
        return "redirect:/";
    }

    @GetMapping("/sign-up")
    String signUpPage(
            @RequestParam(required = false) @Nullable String next, Viewer viewer, Locale locale, Model model) {
        if (viewer.signedIn()) {
            return "redirect:" + ownPath(next);
        }
        return signUpPage(new SignUpForm("", "", "", "", "", viewer.region()), ownPath(next), locale, model);
    }

    @PostMapping("/sign-up")
    String signUp(
            @ModelAttribute SignUpForm form,
            @RequestParam(required = false) @Nullable String next,
            Viewer viewer,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var person = signingUp.signUp(form.asked(viewer.language()));
            signIns.start(person, request, response);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", refused.fields());
            return signUpPage(form, ownPath(next), locale, model);
        }
        return "redirect:" + ownPath(next);
    }

    private String signInPage(SignInForm form, String next, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("next", next);
        model.addAttribute("demo", demoSignIns());
        return "identity/sign-in";
    }

    private static String signUpPage(SignUpForm form, String next, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("next", next);
        model.addAttribute("countries", Regions.in(locale));
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", Map.of());
        }
        return "identity/sign-up";
    }

    private List<DemoSignIn> demoSignIns() {
        return demo.stream().flatMap(each -> each.all().stream()).toList();
    }

    /** Only to ourselves: a path, never {@code //host}, a backslash or a line break that a browser might read as a host. */
    static String ownPath(@Nullable String next) {
        return next != null && next.matches("/(?![/\\\\])[\\w./?=&%~@+,:;-]{0,500}") && !next.startsWith("/sign-")
                ? next
                : "/";
    }
}
