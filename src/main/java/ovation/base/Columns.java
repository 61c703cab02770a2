package ovation.base;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The columns of many rows, each as an array for {@code unnest}: one statement writes them all. */
public final class Columns {

    private Columns() {}

    public static <T> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> of) {
        return rows.stream().map(of).toArray(UUID[]::new);
    }

    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    public static <T> long[] longs(List<T> rows, ToLongFunction<T> of) {
        return rows.stream().mapToLong(of).toArray();
    }
}
