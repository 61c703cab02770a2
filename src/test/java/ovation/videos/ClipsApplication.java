package ovation.videos;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.json.JacksonJsonView;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.identity.Viewer;

/**
 * Media and videos alone, over a real database and real HTTP, among fakes of the modules below. Who asks says so in the
 * header {@code X-Person}. Not a component, so that the whole application does not find it.
 */
@EnableAutoConfiguration
@EnableScheduling
@ConfigurationPropertiesScan("ovation.media")
@ComponentScan({"ovation.media", "ovation.videos"})
public class ClipsApplication {

    @Bean
    Clock clock() {
        return new MovableClock();
    }

    @Bean
    FakePeople people() {
        return new FakePeople();
    }

    @Bean
    FakeAttention attention() {
        return new FakeAttention();
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    WebMvcConfigurer fakes(FakePeople people) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ViewerFromHeader(people));
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst((_, response, _, exception) -> {
                    if (!(exception instanceof Refused refused)) {
                        return null;
                    }
                    response.setStatus(refused.code().status());
                    var text = refused.code().code();
                    return new ModelAndView(new JacksonJsonView(), Map.of("code", text, "errors", refused.fields()));
                });
            }
        };
    }

    /** The layouts are the site's; here they are as bare as can be. */
    @Bean
    SpringResourceTemplateResolver stubs(ApplicationContext context) {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(context);
        resolver.setPrefix("classpath:/stubs/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        resolver.setResolvablePatterns(Set.of("layout/*", "ui/*"));
        resolver.setOrder(0);
        return resolver;
    }

    private record ViewerFromHeader(FakePeople people) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var header = request.getHeader("X-Person");
            return header == null
                    ? FakePeople.visitor()
                    : people.find(Ids.parse(header).orElseThrow()).orElseThrow();
        }
    }
}
