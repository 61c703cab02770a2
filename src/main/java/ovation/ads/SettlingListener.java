package ovation.ads;

import java.util.List;
import java.util.UUID;
import ovation.ads.engine.Context;
import ovation.attention.Exposure;

/** Hears what settling has counted and billed, in the transaction in which it did: what is written here ties to the charges. */
public interface SettlingListener {

    /** An event that counts, billed or not. @param event {@code impression}, {@code click} or {@code view} */
    record Counted(Exposure exposure, UUID ad, String event, Context context) {}

    /** @param counted the billed event @param grantMicros what promotional credit pays of the price */
    record Charged(Counted counted, long priceMicros, long grantMicros) {}

    /** A billed opening of a TopView. */
    record Opened(Exposure exposure, UUID booking, long priceMicros) {}

    /** A billed impression of a boosted post. */
    record Boosted(Exposure exposure, UUID promotion, long priceMicros) {}

    /** Each billed impression of a boosted post once and for all. */
    default void boosted(List<Boosted> charged) {}

    /** Each billed opening once and for all. */
    default void opened(List<Opened> charged) {}

    /** Each counted event once and for all; each charge is also among the counted. */
    void settled(List<Counted> counted, List<Charged> charged);
}
