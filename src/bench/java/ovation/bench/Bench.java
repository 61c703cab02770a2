package ovation.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A benchmark class. Runs with {@code ./mvnw -Pbench verify -Dbench=NAME} only.
 *
 * <p>A benchmark measures its own upper bound in the same run, alternated ({@link Rounds}), and reports the ratio
 * ({@link BenchReport}): absolute figures mean nothing on shared machines.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("bench")
@ExtendWith(Bench.Named.class)
public @interface Bench {

    /** The name that {@code -Dbench} asks for. */
    String value();

    /** Lets a benchmark run when its name was asked for. */
    final class Named implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var asked = System.getProperty("bench", "");
            var name = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Bench.class)
                    .map(Bench::value)
                    .orElse("");
            return name.equals(asked)
                    ? ConditionEvaluationResult.enabled("asked for")
                    : ConditionEvaluationResult.disabled("-Dbench=" + name + " runs it");
        }
    }
}
