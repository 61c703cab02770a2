package ovation.payouts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.SecondFactors;
import ovation.ledger.Money;

/** What must be true before money is reserved for a creator. */
@Component
class Gates {

    private final Details details;
    private final People people;
    private final SecondFactors factors;
    private final PayoutsSettings settings;
    private final Clock clock;

    Gates(Details details, People people, SecondFactors factors, PayoutsSettings settings, Clock clock) {
        this.details = details;
        this.people = people;
        this.factors = factors;
        this.settings = settings;
        this.clock = clock;
    }

    enum State {
        DONE,
        TODO,
        WAITING
    }

    /**
     * @param code {@code identity}, {@code adult}, {@code tax_form}, {@code method}, {@code verified}, {@code second_factor},
     *     {@code cooling_off} or {@code threshold}; the message keys are {@code payouts.gate.<code>} and {@code ….todo}
     * @param until when waiting ends by itself
     */
    record Gate(String code, State state, @Nullable Instant until) {

        public boolean done() {
            return state == State.DONE;
        }
    }

    /** @param available what could be paid now */
    List<Gate> of(UUID person, Money available) {
        var profile = details.profile(person);
        var method = details.method(person);
        var gates = new ArrayList<Gate>();
        gates.add(gate("identity", profile.filter(Profile::complete).isPresent()));
        gates.add(gate("adult", adult(person)));
        gates.add(gate("tax_form", form(person).isPresent()));
        gates.add(gate("method", method.isPresent()));
        gates.add(gate("verified", method.filter(Method::verified).isPresent()));
        gates.add(gate("second_factor", factors.secondFactor(person)));
        gates.add(coolingOff(profile));
        gates.add(enough(available) ? gate("threshold", true) : new Gate("threshold", State.WAITING, null));
        return gates;
    }

    /** The first that is not passed. */
    Optional<String> closed(UUID person, Money available) {
        return of(person, available).stream()
                .filter(gate -> !gate.done())
                .map(Gate::code)
                .findFirst();
    }

    /** The form that counts today. */
    Optional<TaxForm> form(UUID person) {
        return details.taxForm(person)
                .filter(form -> form.validOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private boolean enough(Money available) {
        return available.isPositive() && available.compareTo(settings.thresholdIn(available.currency())) >= 0;
    }

    private Gate coolingOff(Optional<Profile> profile) {
        var until = profile.map(each -> each.detailsChangedAt().plus(settings.coolingOff()));
        return until.isEmpty() || !clock.instant().isBefore(until.get())
                ? gate("cooling_off", true)
                : new Gate("cooling_off", State.WAITING, until.get());
    }

    private boolean adult(UUID person) {
        try {
            return people.viewerOf(person).age().adult();
        } catch (Refused left) {
            return false;
        }
    }

    private static Gate gate(String code, boolean passed) {
        return new Gate(code, passed ? State.DONE : State.TODO, null);
    }
}
