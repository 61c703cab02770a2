package ovation.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.People.PersonCard;

/** Sign-up, tokens, and what people are to each other. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "identity")
class PeopleApi {

    private final People people;
    private final Relations relations;
    private final SigningIn signingIn;
    private final Tokens tokens;

    PeopleApi(People people, Relations relations, SigningIn signingIn, Tokens tokens) {
        this.people = people;
        this.relations = relations;
        this.signingIn = signingIn;
        this.tokens = tokens;
    }

    record NewPerson(
            @NotNull @Size(max = 24) String handle,
            @NotNull @Size(max = 60) String name,
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 1000) String password,
            @NotNull LocalDate birthDate,
            @Nullable String region,
            @Nullable String language) {}

    record PersonView(
            UUID id,
            String handle,
            String name,
            String bio,
            @Nullable String avatarUrl,
            long followers,
            boolean following,
            boolean blocked) {}

    record Credentials(
            @NotNull @Size(max = 254) String login,
            @NotNull @Size(max = 1000) String password) {}

    record TokenView(String token, String tokenType, Instant expiresAt) {}

    @PostMapping("/people")
    @Operation(summary = "Sign up", description = "Region and language default to what the request's headers suggest.")
    ResponseEntity<PersonView> signUp(@Valid @RequestBody NewPerson asked, Viewer viewer) {
        var id = people.signUp(new People.SignUp(
                asked.handle(),
                asked.name(),
                asked.email(),
                asked.password(),
                asked.birthDate(),
                Optional.ofNullable(asked.region()).orElse(viewer.region()),
                Optional.ofNullable(asked.language()).orElse(viewer.language())));
        var card = people.card(id).orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/people/" + card.handle()))
                .body(new PersonView(id, card.handle(), card.name(), card.bio(), null, 0, false, false));
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Get a bearer token",
            description = "Send it as header Authorization: Bearer …; it lives for 30 days, or until it is revoked.")
    TokenView token(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        var person = signingIn.signIn(credentials.login(), credentials.password(), ClientAddress.of(request));
        var issued = tokens.issue(person);
        return new TokenView(issued.token(), "Bearer", issued.expiresAt());
    }

    @DeleteMapping("/tokens/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke the bearer token of this request")
    void revoke(Viewer viewer, HttpServletRequest request) {
        viewer.person();
        tokens.revoke(Recognition.bearer(request).orElseThrow(Refused::notFound));
    }

    @GetMapping("/people/{handle}")
    @Operation(summary = "A person, by handle")
    PersonView person(@PathVariable String handle, Viewer viewer) {
        return view(people.byHandle(handle).orElseThrow(Refused::notFound), viewer);
    }

    @PutMapping("/people/{id}/follow")
    @Operation(summary = "Follow somebody")
    PersonView follow(@PathVariable UUID id, Viewer viewer) {
        relations.follow(viewer.person(), id);
        return view(id, viewer);
    }

    @DeleteMapping("/people/{id}/follow")
    @Operation(summary = "Follow no more")
    PersonView unfollow(@PathVariable UUID id, Viewer viewer) {
        relations.unfollow(viewer.person(), id);
        return view(id, viewer);
    }

    @PutMapping("/people/{id}/block")
    @Operation(summary = "Block somebody", description = "Neither sees the other any more; following ends both ways.")
    PersonView block(@PathVariable UUID id, Viewer viewer) {
        relations.block(viewer.person(), id);
        return view(id, viewer);
    }

    @DeleteMapping("/people/{id}/block")
    @Operation(summary = "Block no more")
    PersonView unblock(@PathVariable UUID id, Viewer viewer) {
        relations.unblock(viewer.person(), id);
        return view(id, viewer);
    }

    @GetMapping("/me/blocks")
    @Operation(summary = "Whom you block")
    Slice<PersonCard> blocks(Viewer viewer) {
        var blocked = relations.blockedBy(viewer.person());
        var cards = people.cards(blocked);
        return new Slice<>(
                List.copyOf(blocked.stream()
                        .filter(cards::containsKey)
                        .map(cards::get)
                        .toList()),
                null);
    }

    private PersonView view(UUID id, Viewer viewer) {
        return view(people.card(id).orElseThrow(Refused::notFound), viewer);
    }

    private PersonView view(PersonCard card, Viewer viewer) {
        return new PersonView(
                card.id(),
                card.handle(),
                card.name(),
                card.bio(),
                card.avatarUrl(),
                relations.followers(card.id()),
                viewer.signedIn() && relations.following(viewer.id()).contains(card.id()),
                viewer.signedIn() && relations.blockedBy(viewer.id()).contains(card.id()));
    }
}
