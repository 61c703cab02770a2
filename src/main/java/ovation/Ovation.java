package ovation;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The whole machine: one application over one PostgreSQL. */
@SpringBootApplication(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // modules may use the same words
@ConfigurationPropertiesScan
@EnableScheduling
public class Ovation {

    public static void main(String[] arguments) {
        SpringApplication.run(Ovation.class, arguments);
    }

    /** Every class asks this clock, so that stories and the demo's history can move time. */
    @Bean
    @Fallback
    Clock clock() {
        return Clock.systemUTC();
    }
}
