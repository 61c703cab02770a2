package ovation.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which coins pay: first in, first out, bonus last. Pure. */
final class Funding {

    private Funding() {}

    /** @param lots in the order of spending. @return empty if they do not suffice */
    static Optional<List<Lot.Part>> of(List<Lot> lots, long coins) {
        var parts = new ArrayList<Lot.Part>();
        var missing = coins;
        for (var lot : lots) {
            var number = Math.min(missing, lot.left());
            if (number > 0) {
                parts.add(lot.front(number));
                missing -= number;
            }
            if (missing == 0) {
                return Optional.of(parts);
            }
        }
        return Optional.empty();
    }

    static long left(List<Lot> lots) {
        return lots.stream().mapToLong(Lot::left).sum();
    }
}
