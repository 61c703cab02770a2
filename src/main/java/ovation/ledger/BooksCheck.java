package ovation.ledger;

import java.util.List;

/**
 * What a module on a higher floor knows must hold between its own rows and the books (I9 to I13 of {@code docs/money.md}).
 * The ledger's checker runs every bean of it in its own snapshot, and stops the currency of a break.
 */
public interface BooksCheck {

    /** The invariant's name, for example {@code I9}. */
    String invariant();

    /** Runs inside the checker's read-only snapshot. @return what is wrong; empty when it holds */
    List<Break> check();

    /** @param what for people: which rows, how much */
    record Break(String currency, String what) {}
}
