package ovation.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/**
 * What moved a creator's money in a month: every posting of her accounts, and the balance before and after, which is what is
 * estimated, available and held, less what is owed.
 *
 * @param number of all statements of the house, without gaps
 * @param month its first day
 * @param sha256 of the canonical text
 */
record Statement(
        long number,
        UUID person,
        LocalDate month,
        Money opening,
        Money closing,
        Instant madeAt,
        String sha256,
        List<Entry> entries) {

    /** The accounts that make up a creator's balance. */
    static final List<AccountKind> ACCOUNTS = List.of(
            AccountKind.CREATOR_ESTIMATED,
            AccountKind.CREATOR_AVAILABLE,
            AccountKind.CREATOR_HELD,
            AccountKind.CREATOR_OWES);

    /** One posting on one account. @param amount in the creator's favour when positive */
    record Entry(
            int line,
            AccountKind account,
            UUID transfer,
            String kind,
            SubjectRef cause,
            Instant bookedAt,
            Money amount) {}

    /** Postings of one kind. */
    record Source(String kind, Money sum, List<Entry> entries) {}

    public String label() {
        return "%06d".formatted(number);
    }

    public Money change() {
        return closing.minus(opening);
    }

    /** By kind, in the order of their first posting; moves between the creator's own accounts sum to zero. */
    public List<Source> sources() {
        Map<String, List<Entry>> byKind = new LinkedHashMap<>();
        entries.forEach(entry -> byKind.computeIfAbsent(entry.kind(), kind -> new java.util.ArrayList<>())
                .add(entry));
        return byKind.entrySet().stream()
                .map(each -> new Source(
                        each.getKey(),
                        each.getValue().stream().map(Entry::amount).reduce(Money.zero(opening.currency()), Money::plus),
                        List.copyOf(each.getValue())))
                .toList();
    }

    /** What the hash is taken of, one line each; kept for ever. */
    static String canonical(
            long number, UUID person, LocalDate month, Money opening, Money closing, List<Entry> entries) {
        var text = new StringBuilder("ovation statement 1\n")
                .append(number)
                .append('\n')
                .append(person)
                .append('\n')
                .append(month)
                .append('\n')
                .append(opening.currency())
                .append('\n')
                .append(opening.micros())
                .append('\n')
                .append(closing.micros())
                .append('\n');
        entries.forEach(entry -> text.append(entry.line())
                .append(' ')
                .append(entry.account())
                .append(' ')
                .append(entry.transfer())
                .append(' ')
                .append(entry.kind())
                .append(' ')
                .append(entry.cause())
                .append(' ')
                .append(entry.bookedAt().toEpochMilli())
                .append(' ')
                .append(entry.amount().micros())
                .append('\n'));
        return text.toString();
    }
}
