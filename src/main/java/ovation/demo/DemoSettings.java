package ovation.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the demo; {@code ovation.demo} itself switches it on.
 *
 * @param quietDays before these, on which coins are bought and nothing is watched yet; with {@code days} at most 34
 * @param days of history that are lived through before the doors open
 * @param people who watch and have an account
 * @param visits a day without one
 */
@ConfigurationProperties("ovation.demo-history")
record DemoSettings(
        @DefaultValue("12") int quietDays,
        @DefaultValue("21") int days,
        @DefaultValue("48") int people,
        @DefaultValue("90") int visits) {}
