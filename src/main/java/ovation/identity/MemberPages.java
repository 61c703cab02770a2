package ovation.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.Businesses.MemberRole;

/** Who acts for a business: all members read it, admins change it. */
@Controller
class MemberPages {

    private static final Set<MemberRole> ANYBODY_INSIDE = Set.of(MemberRole.values());

    private final StoredBusinesses businesses;
    private final People people;

    MemberPages(StoredBusinesses businesses, People people) {
        this.businesses = businesses;
        this.people = people;
    }

    /** @param card null for somebody who has left Ovation @param last the only admin, who has to stay one */
    record Row(
            UUID person, People.@Nullable PersonCard card, MemberRole role, Instant since, boolean you, boolean last) {}

    @GetMapping("/desk/ads/{business}/members")
    String page(Viewer viewer, @PathVariable UUID business, @RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("done", done);
        return show(viewer, business, "", MemberRole.OPERATOR, model);
    }

    @PostMapping("/desk/ads/{business}/members")
    String invite(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(defaultValue = "") String handle,
            @RequestParam MemberRole role,
            HttpServletResponse response,
            Model model) {
        try {
            businesses.invite(viewer.person(), business, handle, role);
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            model.addAttribute("wrong", refused.fields().get("handle"));
            return show(viewer, business, handle, role, model);
        }
        return back(business, "added");
    }

    @PostMapping("/desk/ads/{business}/members/{person}/role")
    String change(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID person,
            @RequestParam MemberRole role,
            HttpServletResponse response,
            Model model) {
        try {
            businesses.addMember(viewer.person(), business, person, role);
        } catch (Refused refused) {
            return refused(refused, viewer, business, response, model);
        }
        return back(business, "changed");
    }

    @PostMapping("/desk/ads/{business}/members/{person}/remove")
    String remove(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID person,
            HttpServletResponse response,
            Model model) {
        try {
            businesses.removeMember(viewer.person(), business, person);
        } catch (Refused refused) {
            return refused(refused, viewer, business, response, model);
        }
        return viewer.id().equals(person) ? "redirect:/desk/ads" : back(business, "removed");
    }

    /** The last admin's page says so in place; strangers and those without the role get the page for that. */
    private String refused(Refused refused, Viewer viewer, UUID business, HttpServletResponse response, Model model) {
        if (refused.code() != IdentityProblem.LAST_ADMIN) {
            throw refused;
        }
        response.setStatus(refused.code().status());
        model.addAttribute("trouble", refused.code().code());
        return show(viewer, business, "", MemberRole.OPERATOR, model);
    }

    private String show(Viewer viewer, UUID business, String handle, MemberRole role, Model model) {
        var found = businesses.asMember(viewer.person(), business, ANYBODY_INSIDE);
        var members = businesses.members(business);
        model.addAttribute("business", found);
        model.addAttribute("rows", rows(members, viewer));
        model.addAttribute(
                "admin",
                members.stream()
                        .anyMatch(member -> member.person().equals(viewer.id()) && member.role() == MemberRole.ADMIN));
        model.addAttribute("roles", MemberRole.values());
        model.addAttribute("handle", handle);
        model.addAttribute("role", role);
        return "identity/members";
    }

    private List<Row> rows(List<StoredBusinesses.Member> members, Viewer viewer) {
        var cards = people.cards(
                members.stream().map(StoredBusinesses.Member::person).toList());
        var admins = members.stream()
                .filter(member -> member.role() == MemberRole.ADMIN)
                .count();
        return members.stream()
                .map(member -> new Row(
                        member.person(),
                        cards.get(member.person()),
                        member.role(),
                        member.since(),
                        member.person().equals(viewer.id()),
                        admins == 1 && member.role() == MemberRole.ADMIN))
                .toList();
    }

    private static String back(UUID business, String done) {
        return "redirect:/desk/ads/" + business + "/members?done=" + done;
    }
}
