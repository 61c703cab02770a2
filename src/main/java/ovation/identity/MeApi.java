package ovation.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;

/** One's own account. */
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "identity")
class MeApi {

    private final Accounts accounts;
    private final ChangingAccounts changing;
    private final LeavingOvation leaving;
    private final SigningIn signingIn;

    MeApi(Accounts accounts, ChangingAccounts changing, LeavingOvation leaving, SigningIn signingIn) {
        this.accounts = accounts;
        this.changing = changing;
        this.leaving = leaving;
        this.signingIn = signingIn;
    }

    record MeView(
            UUID id,
            String handle,
            String name,
            String email,
            String bio,
            @Nullable String avatarUrl,
            String region,
            String language,
            AgeBand age,
            Set<Role> roles) {}

    /** What is left out stays as it is. */
    record Change(
            @Nullable @Size(max = 60) String name,
            @Nullable @Size(max = 300) String bio,
            @Nullable @Size(max = 2) String region,
            @Nullable @Size(max = 2) String language) {}

    record Farewell(@NotNull @Size(max = 1000) String password) {}

    @GetMapping
    @Operation(summary = "Your account")
    MeView me(Viewer viewer) {
        var account = accounts.find(viewer.person()).orElseThrow(Refused::notFound);
        return new MeView(
                account.id(),
                account.handle(),
                account.name(),
                accounts.email(account.id()).orElse(""),
                account.bio(),
                account.avatarUrl(),
                account.region(),
                account.language(),
                viewer.age(),
                viewer.roles());
    }

    @PatchMapping
    @Operation(summary = "Change your account", description = "Fields that are left out stay as they are.")
    MeView change(@Valid @RequestBody Change change, Viewer viewer) {
        var account = accounts.find(viewer.person()).orElseThrow(Refused::notFound);
        changing.profile(
                account.id(),
                Optional.ofNullable(change.name()).orElse(account.name()),
                Optional.ofNullable(change.bio()).orElse(account.bio()),
                Optional.ofNullable(change.region()).orElse(account.region()),
                Optional.ofNullable(change.language()).orElse(account.language()));
        return me(viewer);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete your account", description = "Needs the password, also with a bearer token.")
    void leave(@Valid @RequestBody Farewell farewell, Viewer viewer, HttpServletRequest request) {
        var person = viewer.person();
        signingIn.confirm(person, farewell.password(), ClientAddress.of(request));
        leaving.leave(person);
    }
}
