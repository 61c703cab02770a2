package ovation.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Set;
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
import ovation.identity.Businesses.Business;
import ovation.identity.Businesses.Kind;
import ovation.identity.Businesses.MemberRole;

/** Businesses and their members. */
@RestController
@RequestMapping("/api/v1/businesses")
@Tag(name = "identity")
class BusinessesApi {

    private static final Set<MemberRole> ANYBODY_INSIDE = Set.of(MemberRole.values());

    private final StoredBusinesses businesses;
    private final People people;

    BusinessesApi(StoredBusinesses businesses, People people) {
        this.businesses = businesses;
        this.people = people;
    }

    record NewBusiness(
            @NotNull Kind kind,
            @NotNull @Size(max = 80) String name,
            @NotNull @Size(max = 300) String website,
            @NotNull @Size(max = 3) String currency) {}

    record BusinessView(UUID id, Kind kind, String name, String website, String currency, MemberRole yourRole) {
        static BusinessView of(Business business, MemberRole role) {
            return new BusinessView(
                    business.id(), business.kind(), business.name(), business.website(), business.currency(), role);
        }
    }

    record MemberView(UUID personId, String handle, String name, MemberRole role) {}

    record NewMember(
            @NotNull @Size(max = 40) String handle, @NotNull MemberRole role) {}

    record NewRole(@NotNull MemberRole role) {}

    @PostMapping
    @Operation(summary = "Found a business", description = "You become its first admin, and an advertiser by it.")
    ResponseEntity<BusinessView> found(@Valid @RequestBody NewBusiness asked, Viewer viewer) {
        var business = businesses.found(viewer.person(), asked.kind(), asked.name(), asked.website(), asked.currency());
        return ResponseEntity.created(URI.create("/api/v1/businesses/" + business.id()))
                .body(BusinessView.of(business, MemberRole.ADMIN));
    }

    @GetMapping
    @Operation(summary = "Your businesses")
    Slice<BusinessView> mine(Viewer viewer) {
        return new Slice<>(
                businesses.memberships(viewer.person()).stream()
                        .map(its -> BusinessView.of(its.business(), its.role()))
                        .toList(),
                null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A business of yours")
    BusinessView one(@PathVariable UUID id, Viewer viewer) {
        var business = businesses.asMember(viewer.person(), id, ANYBODY_INSIDE);
        return BusinessView.of(business, businesses.roleOf(viewer.id(), id).orElseThrow(Refused::notFound));
    }

    @GetMapping("/{id}/members")
    @Operation(summary = "Who acts for a business")
    Slice<MemberView> members(@PathVariable UUID id, Viewer viewer) {
        businesses.asMember(viewer.person(), id, ANYBODY_INSIDE);
        return new Slice<>(views(id), null);
    }

    @PostMapping("/{id}/members")
    @Operation(summary = "Take somebody in by handle", description = "Needs the role ADMIN.")
    ResponseEntity<MemberView> invite(@PathVariable UUID id, @Valid @RequestBody NewMember asked, Viewer viewer) {
        var person = businesses.invite(viewer.person(), id, asked.handle(), asked.role());
        return ResponseEntity.created(URI.create("/api/v1/businesses/%s/members/%s".formatted(id, person)))
                .body(view(id, person));
    }

    @PutMapping("/{id}/members/{personId}")
    @Operation(summary = "Give somebody a role", description = "Needs the role ADMIN.")
    MemberView put(
            @PathVariable UUID id, @PathVariable UUID personId, @Valid @RequestBody NewRole asked, Viewer viewer) {
        businesses.addMember(viewer.person(), id, personId, asked.role());
        return view(id, personId);
    }

    @DeleteMapping("/{id}/members/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take somebody out", description = "Needs the role ADMIN, except to leave oneself.")
    void remove(@PathVariable UUID id, @PathVariable UUID personId, Viewer viewer) {
        businesses.removeMember(viewer.person(), id, personId);
    }

    private MemberView view(UUID business, UUID person) {
        return views(business).stream()
                .filter(member -> member.personId().equals(person))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private List<MemberView> views(UUID business) {
        var members = businesses.members(business);
        var cards = people.cards(
                members.stream().map(StoredBusinesses.Member::person).toList());
        return members.stream()
                .map(member -> {
                    var card = cards.get(member.person());
                    return new MemberView(
                            member.person(), handle(card), card == null ? "" : card.name(), member.role());
                })
                .toList();
    }

    private static String handle(People.@Nullable PersonCard card) {
        return card == null ? "" : card.handle();
    }
}
