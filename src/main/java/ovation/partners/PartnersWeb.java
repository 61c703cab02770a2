package ovation.partners;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartnersWeb {

    /** It stands in the security chain, so the container shall not call it once more. */
    @Bean
    static FilterRegistrationBean<RateLimits> limitsOnlyInTheChain(RateLimits limits) {
        var registration = new FilterRegistrationBean<>(limits);
        registration.setEnabled(false);
        return registration;
    }
}
