package ovation.identity;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class IdentityWeb implements WebMvcConfigurer {

    private final Visits visits;

    IdentityWeb(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ViewerArgument(visits));
    }

    /** It stands in the security chain, so the container shall not call it once more. */
    @Bean
    static FilterRegistrationBean<Recognition> recognitionOnlyInTheChain(Recognition recognition) {
        var registration = new FilterRegistrationBean<>(recognition);
        registration.setEnabled(false);
        return registration;
    }
}
