package ovation.support;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;

/** Silent stand-ins for contracts whose module is not on the class path yet; each yields to the real thing. */
@TestConfiguration(proxyBeanMethods = false)
public class StandIns {

    @Bean
    @Fallback
    AttentionBook silentAttention() {
        return new AttentionBook() {
            @Override
            public void record(List<AttentionEvent> events) {}

            @Override
            public void replay(Instant since, Consumer<List<AttentionEvent>> reader) {}

            @Override
            public boolean caughtUp() {
                return true;
            }
        };
    }
}
