package ovation.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import ovation.base.MovableClock;

/** The application's clock in tests: inject {@link MovableClock} to move it. */
@TestConfiguration(proxyBeanMethods = false)
public class TestTime {

    @Bean
    MovableClock movableClock() {
        return new MovableClock();
    }
}
