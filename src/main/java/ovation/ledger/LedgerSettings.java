package ovation.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may choose.
 *
 * @param windowBack how old the time in an unknown transfer id may be; known ids replay for ever
 * @param windowAhead how far it may be in the future: clocks differ
 * @param lane of postings outside transactions
 */
@ConfigurationProperties("ovation.ledger")
record LedgerSettings(
        @DefaultValue("35d") Duration windowBack,
        @DefaultValue("5m") Duration windowAhead,
        @DefaultValue Lane lane) {

    /** @param places how many transfers may wait; the next is refused */
    record Lane(@DefaultValue("10000") int places) {}
}
