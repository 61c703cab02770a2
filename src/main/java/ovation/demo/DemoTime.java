package ovation.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ovation.base.MovableClock;

/** The demo's clock takes the place of the system's while its history is lived through. */
@Demo
@Configuration(proxyBeanMethods = false)
class DemoTime {

    @Bean
    MovableClock movableClock() {
        return new MovableClock();
    }
}
