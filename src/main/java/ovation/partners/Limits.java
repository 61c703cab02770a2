package ovation.partners;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one person, or one address without an account, may ask, by flow: {@code ovation.limits.<flow>.requests} in
 * {@code ovation.limits.<flow>.seconds}.
 */
@ConfigurationProperties("ovation.limits")
record Limits(
        @DefaultValue Default standard,
        @DefaultValue Attention attention,
        @DefaultValue SignUp signUp,
        @DefaultValue SignIn signIn,
        @DefaultValue Upload upload) {

    /** Everything else, pages too. */
    record Default(
            @DefaultValue("1500") int requests,
            @DefaultValue("300") int seconds) {}

    record Attention(
            @DefaultValue("600") int requests,
            @DefaultValue("60") int seconds) {}

    record SignUp(
            @DefaultValue("20") int requests,
            @DefaultValue("1800") int seconds) {}

    record SignIn(
            @DefaultValue("60") int requests,
            @DefaultValue("300") int seconds) {}

    /** Chunks of a resumable upload count one each. */
    record Upload(
            @DefaultValue("2000") int requests,
            @DefaultValue("1800") int seconds) {}
}
