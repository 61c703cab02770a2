package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;

/** Setting up the second factor, and showing it before what is grave. */
@Controller
class SecondFactorPages {

    private final StoredSecondFactors factors;
    private final SigningIn signingIn;
    private final Accounts accounts;
    private final ObjectProvider<DemoSignIns> demo;

    SecondFactorPages(
            StoredSecondFactors factors, SigningIn signingIn, Accounts accounts, ObjectProvider<DemoSignIns> demo) {
        this.factors = factors;
        this.signingIn = signingIn;
        this.accounts = accounts;
        this.demo = demo;
    }

    @GetMapping("/settings/second-factor")
    String page(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String next,
            HttpServletResponse response,
            Model model) {
        var person = viewer.person();
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("next", ours(next));
        if (factors.secondFactor(person)) {
            model.addAttribute("left", factors.recoveryCodesLeft(person));
        } else {
            var handle = accounts.find(person).orElseThrow(Refused::notFound).handle();
            var key = factors.begun(person).orElseGet(() -> factors.begin(person));
            model.addAttribute("key", key.replaceAll("(.{4})(?!$)", "$1 "));
            model.addAttribute("qr", OtpAuth.draw(OtpAuth.uri(handle, key)));
        }
        return "identity/second-factor";
    }

    @PostMapping("/settings/second-factor")
    String confirm(
            Viewer viewer,
            @RequestParam String password,
            @RequestParam String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            signingIn.confirm(viewer.person(), password, ClientAddress.of(request));
            model.addAttribute("codes", factors.confirm(viewer.person(), code));
        } catch (Refused refused) {
            response.setStatus(refused.code().status());
            model.addAttribute("problem", "problem." + refused.code().code());
        }
        return page(viewer, next, response, model);
    }

    @PostMapping("/settings/second-factor/end")
    String end(Viewer viewer) {
        if (!factors.fresh(viewer)) {
            return "redirect:/settings/confirm?next=/settings/second-factor";
        }
        factors.end(viewer.person());
        return "redirect:/settings/second-factor";
    }

    /** Where a step-up is asked for. Who has no factor yet is led to setting one up. */
    @GetMapping("/settings/confirm")
    String ask(Viewer viewer, @RequestParam(required = false) @Nullable String next, Model model) {
        var to = ours(next);
        if (!factors.secondFactor(viewer.person())) {
            return "redirect:/settings/second-factor?next=" + to;
        }
        return confirmation(viewer, to, model);
    }

    @PostMapping("/settings/confirm")
    String show(
            Viewer viewer,
            @RequestParam String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var to = ours(next);
        try {
            factors.show(viewer, code, request);
        } catch (Refused refused) {
            response.setStatus(refused.code().status());
            model.addAttribute("problem", "problem." + refused.code().code());
            return confirmation(viewer, to, model);
        }
        return "redirect:" + to;
    }

    /** People of the demo have no phone: they are told what it would show. */
    private String confirmation(Viewer viewer, String next, Model model) {
        model.addAttribute("next", next);
        demo.stream()
                .flatMap(each -> each.code(viewer.person()).stream())
                .findFirst()
                .ifPresent(code -> model.addAttribute("demoCode", code));
        return "identity/confirm";
    }

    /** A path of ours, and nothing that a browser takes for another site. */
    private static String ours(@Nullable String next) {
        return next != null && next.matches("/[A-Za-z0-9/_-]{0,200}") && !next.startsWith("//") ? next : "/settings";
    }
}
