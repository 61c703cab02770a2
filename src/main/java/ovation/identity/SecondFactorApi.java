package ovation.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;

/** One's own second factor. */
@RestController
@RequestMapping("/api/v1/me/second-factor")
@Tag(name = "identity")
class SecondFactorApi {

    private final StoredSecondFactors factors;
    private final SigningIn signingIn;
    private final Accounts accounts;

    SecondFactorApi(StoredSecondFactors factors, SigningIn signingIn, Accounts accounts) {
        this.factors = factors;
        this.signingIn = signingIn;
        this.accounts = accounts;
    }

    record Standing(boolean enrolled, boolean fresh, long recoveryCodesLeft) {}

    record Enrolment(String key, String uri) {}

    record Code(@NotNull @Size(max = 40) String code) {}

    record Confirmation(
            @NotNull @Size(max = 1000) String password,
            @NotNull @Size(max = 40) String code) {}

    record Recovery(List<String> recoveryCodes) {}

    @GetMapping
    @Operation(summary = "Whether you have a second factor, and have shown it in the last five minutes")
    Standing standing(Viewer viewer) {
        var person = viewer.person();
        return new Standing(factors.secondFactor(person), factors.fresh(viewer), factors.recoveryCodesLeft(person));
    }

    @PostMapping("/enrolment")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Begins: answers the key for the app")
    Enrolment begin(Viewer viewer) {
        var handle =
                accounts.find(viewer.person()).orElseThrow(Refused::notFound).handle();
        var key = factors.begin(viewer.person());
        return new Enrolment(key, OtpAuth.uri(handle, key));
    }

    @PutMapping("/enrolment")
    @Operation(
            summary = "Ends the enrolment by the first code; answers the recovery codes, once",
            description =
                    "Needs the password, also with a bearer token: whoever found a sign-in open must not take over.")
    Recovery confirm(@Valid @RequestBody Confirmation asked, Viewer viewer, HttpServletRequest request) {
        signingIn.confirm(viewer.person(), asked.password(), ClientAddress.of(request));
        return new Recovery(factors.confirm(viewer.person(), asked.code()));
    }

    @PostMapping("/step-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Shows the factor: this sign-in is fresh for five minutes")
    void show(@Valid @RequestBody Code code, Viewer viewer, HttpServletRequest request) {
        factors.show(viewer, code.code(), request);
    }
}
