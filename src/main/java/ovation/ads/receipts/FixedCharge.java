package ovation.ads.receipts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import ovation.ledger.Money;

/**
 * A charge whose price was fixed when it was booked: paid from the prepaid balance, with no auction behind it.
 *
 * @param id of the exposure that it bills, or of the posting that charges a day
 * @param format {@code boost}, {@code place} or {@code effect}
 * @param booking what was bought: a challenge, a paid sound, days in the effects tray
 * @param servedAt of a day: its beginning, in UTC
 */
public record FixedCharge(
        UUID id,
        String format,
        UUID business,
        UUID booking,
        Instant servedAt,
        Instant chargedAt,
        UUID transfer,
        Money price,
        Terms terms) {

    /** What the price follows from. */
    public sealed interface Terms {}

    /** An impression of a boosted post. @param video the post */
    public record Boosted(UUID video, long cpmMicros) implements Terms {}

    /**
     * A whole UTC day.
     *
     * @param place {@code banner}, {@code sound_discover}, {@code sound_picker} or {@code effect_tray}
     * @param lanes of the place that were bought
     * @param dayMicros price of one lane for a day without interruption
     * @param stoppedSeconds of the day that are not paid for, since the platform had stopped all ads
     */
    public record WholeDay(String place, String market, LocalDate day, long lanes, long dayMicros, long stoppedSeconds)
            implements Terms {}

    /** Of the day that the posting of this id charges. */
    public static FixedCharge ofDay(
            String format, UUID business, UUID booking, Instant chargedAt, UUID transfer, Money price, WholeDay terms) {
        var begins = terms.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        return new FixedCharge(transfer, format, business, booking, begins, chargedAt, transfer, price, terms);
    }
}
