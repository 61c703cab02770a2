package ovation.ads.effect;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Access;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Transfer;

/** Charges each delivered day once it is over, and gives back the days that will not be delivered. */
@Service
class EndingFlights {

    private static final Logger log = LoggerFactory.getLogger(EndingFlights.class);

    private final Access access;
    private final EffectBookings bookings;
    private final FlightsNow flights;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;

    EndingFlights(
            Access access,
            EffectBookings bookings,
            FlightsNow flights,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.access = access;
        this.bookings = bookings;
        this.flights = flights;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The days to come go back; a day that has begun is delivered to its end and charged. Called off twice is called off. */
    @Transactional
    void cancel(Viewer viewer, UUID businessId, UUID id) {
        access.toEdit(viewer, businessId);
        var booking = bookings.lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        if (booking.ended() != null) {
            return;
        }
        var today = EffectBooking.dayOf(clock.instant());
        if (!booking.lastDay().isAfter(today)) {
            throw Refused.because(EffectProblem.EFFECT_OVER);
        }
        end(booking, "cancelled", today, viewer.person());
    }

    /** The effect was rejected: it has left the tray, so today is not charged either. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdraw(UUID effect) {
        var yesterday = EffectBooking.dayOf(clock.instant()).minusDays(1);
        for (var id : bookings.open(effect, yesterday.plusDays(1))) {
            bookings.lock(id)
                    .filter(booking -> booking.ended() == null)
                    .ifPresent(booking -> end(booking, "withdrawn", yesterday, null));
        }
        flights.changed();
    }

    /** @param last day that is still charged */
    private void end(EffectBooking booking, String how, LocalDate last, @Nullable UUID by) {
        var now = clock.instant();
        var until = last.isBefore(booking.firstDay()) ? booking.firstDay().minusDays(1) : last;
        var released = booking.dayMicros() * java.time.temporal.ChronoUnit.DAYS.between(until, booking.lastDay());
        bookings.end(booking, how, until, released, by, now);
        release(booking, Ids.of(now, "ads.effect.release/" + booking.id()), released, now);
        flights.changed();
    }

    @Scheduled(fixedDelay = 5000)
    void chargePassed() {
        var today = EffectBooking.dayOf(clock.instant());
        for (var id : bookings.due(today)) {
            try {
                transactions.executeWithoutResult(status -> charge(id, today));
            } catch (RuntimeException failed) {
                log.error("Days of effect booking {} could not be charged; tried again later", id, failed);
            }
        }
    }

    /** All days before today that are not charged yet, the oldest first. */
    private void charge(UUID id, LocalDate today) {
        var booking = bookings.lock(id).orElseThrow();
        var now = clock.instant();
        var next = booking.firstDay().plusDays(booking.chargedDays());
        for (var day = next; day.isBefore(today) && !day.isAfter(booking.last()); day = day.plusDays(1)) {
            charge(booking, day, now);
        }
    }

    /** A day is delivered whole, but for the time in which the platform had stopped all ads: that part is given back. */
    private void charge(EffectBooking booking, LocalDate day, Instant now) {
        var over = EffectBooking.startOf(day.plusDays(1));
        var stopped = bookings.stoppedSeconds(day);
        var price = booking.priceMicros(stopped);
        var transfer = price == 0 ? null : Ids.of(over, "ads.effect.day/" + booking.id());
        bookings.charge(booking, day, stopped, price, transfer, now);
        if (transfer != null) {
            ledger.post(Transfer.between(
                            transfer,
                            "ads.effect.day",
                            booking.cause(),
                            over,
                            booking.reserved(),
                            Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, booking.currency()),
                            booking.money(price)))
                    .orThrow();
        }
        if (price < booking.dayMicros()) {
            release(booking, Ids.of(over, "ads.effect.spared/" + booking.id()), booking.dayMicros() - price, over);
        }
    }

    private void release(EffectBooking booking, UUID transfer, long micros, Instant at) {
        ledger.post(Transfer.between(
                        transfer,
                        "ads.effect.release",
                        booking.cause(),
                        at,
                        booking.reserved(),
                        booking.prepaid(),
                        booking.money(micros)))
                .orThrow();
    }
}
