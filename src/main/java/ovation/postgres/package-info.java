/**
 * The embedded PostgreSQL: a real server, started beside the application when no other is configured.
 *
 * <p><b>Owns</b> the server's binaries, data directory, passwords and life. <b>Promises</b> durable commits, a password
 * on every connection, data kept across restarts, and that a server left over by a killed JVM is adopted.
 * <b>Never</b> listens beyond the loopback, and is never in the way: with {@code spring.datasource.url} set it does
 * nothing. Meant for trying out and single nodes; production runs an external PostgreSQL 18.
 */
@ApplicationModule(allowedDependencies = "base")
@NullMarked
package ovation.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
