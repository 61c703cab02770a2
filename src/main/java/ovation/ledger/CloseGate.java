package ovation.ledger;

import java.time.YearMonth;
import java.util.List;

/**
 * What a module knows that must be done before a month can be closed: days that are not settled, clearing accounts nobody has
 * signed. Every bean is asked; a month with an obstacle stays open.
 */
public interface CloseGate {

    /** @return for people, in the language of the request, what must be done first; empty when nothing stands in the way */
    List<String> obstacles(YearMonth month);
}
