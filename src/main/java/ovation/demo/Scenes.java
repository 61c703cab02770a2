package ovation.demo;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers what has been set, so that a start that was cut off goes on where it stopped. */
@Demo
@Component
class Scenes {

    private final JdbcClient jdbc;
    private final Clock clock;

    Scenes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean done(String name) {
        return jdbc.sql("SELECT count(*) FROM demo_scene WHERE name = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Runs it unless it has run. What it does must bear being done twice up to where it was cut off. */
    void once(String name, Runnable scene) {
        if (done(name)) {
            return;
        }
        scene.run();
        jdbc.sql("INSERT INTO demo_scene (name, at) VALUES (:name, :at)")
                .param("name", name)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
