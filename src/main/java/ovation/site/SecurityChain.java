package ovation.site;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.identity.Recognition;
import ovation.partners.RateLimits;

/**
 * The order in which a request is let in: who asks, how often, CSRF, what the path needs. What a person may do with a thing is asked
 * of the use case, which knows the thing.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChain {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
            + "media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** Browsers ask form-action also where a form's answer leads: to the payment provider's page. */
    private static final String STRIPES_PAGE = " https://checkout.stripe.com";

    private static final String PERMISSIONS =
            "accelerometer=(), browsing-topics=(), geolocation=(), gyroscope=(), magnetometer=(), payment=(), usb=()";

    private final String contentSecurityPolicy;

    SecurityChain(@Value("${ovation.payments.provider:sandbox}") String paymentProvider) {
        contentSecurityPolicy = CONTENT_SECURITY_POLICY + (paymentProvider.equals("stripe") ? STRIPES_PAGE : "");
    }

    /** Files that are the same for everybody: no cookie is read or set, so that caches may keep them. */
    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/css/**",
                        "/js/**",
                        "/img/**",
                        "/vendor/**",
                        "/webjars/**",
                        "/media/**", // signed, and the same for everybody who has the address
                        "/favicon.ico",
                        "/manifest.webmanifest")
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers(headers).cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    /** Programs that prove themselves by a signature or a key of their own, and pages of others: no cookie is read or set. */
    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        return http.securityMatcher("/webhooks/**", "/sandbox/psp/**", "/api/v1/pixels/*/events")
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .headers(this::headers)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain everything(HttpSecurity http, Recognition recognition, RateLimits limits, Refusals refusals)
            throws Exception {
        var csrfCookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrfCookie.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.requireExplicitSave(true))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .addFilterBefore(recognition, CsrfFilter.class)
                .addFilterBefore(limits, CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie)
                        .csrfTokenRequestHandler(new CsrfTokens())
                        // Each request is recognised anew here; the default would drop the token each time.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .ignoringRequestMatchers(SecurityChain::speaksForItself))
                .headers(this::headers)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, thrown) ->
                                refusals.answer(Refused.because(CommonProblem.SIGN_IN_NEEDED), request, response))
                        .accessDeniedHandler(denied(refusals)))
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(Recognition::tokenRefused)
                        .access((who, request) -> new AuthorizationDecision(false))
                        .requestMatchers("/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/desk/**")
                        .authenticated()
                        .requestMatchers("/finance/**")
                        .hasAnyRole("FINANCE", "ADMIN")
                        .requestMatchers("/sandbox/operator/**")
                        .hasAnyRole("FINANCE", "ADMIN")
                        .requestMatchers("/moderation/**")
                        .hasAnyRole("MODERATOR", "ADMIN")
                        .anyRequest()
                        .permitAll())
                .build();
    }

    /** Without this Boot invents a user with a password in the log. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    /**
     * Another site can make a browser send its cookies, never a bearer token. A call to the API without any cookie of ours
     * speaks for nobody, so there is nothing to abuse. Forms always need their token, also the one to sign in.
     */
    private static boolean speaksForItself(HttpServletRequest request) {
        return Recognition.byBearer(request)
                || request.getRequestURI().startsWith("/api/") && !Recognition.byCookie(request);
    }

    private static AccessDeniedHandler denied(Refusals refusals) {
        return (request, response, thrown) -> refusals.answer(
                Refused.because(thrown instanceof CsrfException ? SiteProblem.FORM_EXPIRED : CommonProblem.NOT_ALLOWED),
                request,
                response);
    }

    private HeadersConfigurer<HttpSecurity> headers(HeadersConfigurer<HttpSecurity> headers) {
        return headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS));
    }
}
