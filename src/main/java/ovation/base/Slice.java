package ovation.base;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param next the opaque cursor of the following part; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Cuts a list that was read with one row more than the limit.
     *
     * @param cursorOf makes the cursor of the last item kept
     */
    public static <T> Slice<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var kept = rows.subList(0, limit);
        return new Slice<>(kept, cursorOf.apply(kept.getLast()));
    }

    /** @throws Refused unless between 1 and the most that a page holds */
    public static void checkLimit(int asked, int most) {
        if (asked < 1 || asked > most) {
            throw Refused.field("limit", "limit_out_of_range");
        }
    }

    public <R> Slice<R> map(Function<T, R> change) {
        return new Slice<>(items.stream().map(change).toList(), next);
    }
}
