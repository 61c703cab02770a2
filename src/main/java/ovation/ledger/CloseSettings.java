package ovation.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When months close.
 *
 * @param grace how long after its end a month can be closed at the earliest: late facts of it are still on their way
 */
@ConfigurationProperties("ovation.ledger.close")
record CloseSettings(@DefaultValue("3d") Duration grace) {}
