package ovation.payments.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Only there while the sandbox is the provider: with a real one, none of its pages and paths exist. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "ovation.payments.provider", havingValue = "sandbox", matchIfMissing = true)
public @interface Sandbox {}
