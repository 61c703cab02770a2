package ovation.finance;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksAsOf;
import ovation.ledger.FactBehind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Seals;

/** From the trial balance down to the posting: each figure is a link to what it is made of. */
@Controller
class BooksPages {

    private static final int ACCOUNTS = 50;
    private static final int LINES = 40;

    private final BooksAsOf asOf;
    private final Ledger ledger;
    private final Seals seals;
    private final BooksQuestion question;
    private final BooksOwners owners;
    private final ExplainingCents explaining;

    BooksPages(
            BooksAsOf asOf,
            Ledger ledger,
            Seals seals,
            BooksQuestion question,
            BooksOwners owners,
            ExplainingCents explaining) {
        this.asOf = asOf;
        this.ledger = ledger;
        this.seals = seals;
        this.question = question;
        this.owners = owners;
        this.explaining = explaining;
    }

    @GetMapping("/finance/books")
    String trialBalance(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String basis,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var asked = question.of(currency, asOf, basis);
        model.addAttribute("asked", asked);
        model.addAttribute("currencies", question.currencies());
        model.addAttribute("trial", this.asOf.trialBalance(asked.currency(), asked.before(), asked.basis()));
        model.addAttribute("seal", seals.head().orElse(null));
        return "finance/books";
    }

    @GetMapping("/finance/books/{kind}")
    String accounts(
            Viewer viewer,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var asked = question.of(currency, asOf, basis);
        var accounts = this.asOf.accounts(
                BooksQuestion.kind(kind), asked.currency(), asked.before(), asked.basis(), cursor, ACCOUNTS);
        model.addAttribute("asked", asked);
        model.addAttribute("kind", BooksQuestion.kind(kind));
        model.addAttribute("accounts", accounts);
        model.addAttribute(
                "names",
                owners.names(accounts.items().stream()
                        .map(BooksAsOf.AccountTurnover::account)
                        .toList()));
        return "finance/accounts";
    }

    @GetMapping("/finance/books/{kind}/{owner}")
    String statement(
            Viewer viewer,
            @PathVariable String kind,
            @PathVariable UUID owner,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var account = new Account(BooksQuestion.kind(kind), owner, question.currency(currency));
        var lines = ledger.statement(account, cursor, LINES);
        if (lines.items().isEmpty()
                && cursor == null
                && ledger.balance(account).posted().isZero()) {
            throw Refused.notFound();
        }
        var facts = new HashMap<UUID, FactBehind.Fact>();
        for (var line : lines.items()) {
            explaining
                    .behind(line.transfer(), line.kind(), line.cause())
                    .ifPresent(fact -> facts.put(line.transfer(), fact));
        }
        model.addAttribute("account", account);
        model.addAttribute("name", owners.name(account));
        model.addAttribute("balance", ledger.balance(account));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "amounts",
                lines.items().stream()
                        .map(line -> inItsDirection(account, line.micros()))
                        .toList());
        model.addAttribute("facts", facts);
        model.addAttribute("first", cursor == null);
        return "finance/statement";
    }

    /** The amount of an entry in the account's own direction: what it gained, or less what it lost. */
    static Money inItsDirection(Account account, long micros) {
        var sign = account.kind().side() == AccountKind.Side.CREDIT ? 1 : -1;
        return new Money(sign * micros, account.currency());
    }
}
