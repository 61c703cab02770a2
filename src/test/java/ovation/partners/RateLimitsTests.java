package ovation.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import ovation.base.CommonProblem;
import ovation.base.Refused;

class RateLimitsTests {

    private final RateLimits limits = new RateLimits(new Limits(
            new Limits.Default(3, 3600),
            new Limits.Attention(100, 60),
            new Limits.SignUp(1, 3600),
            new Limits.SignIn(2, 3600),
            new Limits.Upload(100, 60)));

    @Test
    void lets_as_many_pass_as_the_limit_says_and_tells_what_is_left() throws Exception {
        assertThat(ask("GET", "/api/v1/me", "192.0.2.1").getHeader("RateLimit")).startsWith("\"default\";r=2;t=");
        assertThat(ask("GET", "/", "192.0.2.1").getHeader("RateLimit")).startsWith("\"default\";r=1;t=");
        ask("GET", "/", "192.0.2.1");

        var response = new MockHttpServletResponse();
        var refused = catchThrowableOfType(
                Refused.class,
                () -> limits.doFilter(request("GET", "/", "192.0.2.1"), response, new MockFilterChain()));

        assertThat(refused.code()).isEqualTo(CommonProblem.TOO_MANY_REQUESTS);
        assertThat(Integer.parseInt(String.valueOf(response.getHeader("Retry-After"))))
                .isBetween(1, 1201);
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=3600");
    }

    @Test
    void counts_flows_apart() throws Exception {
        ask("POST", "/sign-up", "192.0.2.2");

        assertThat(ask("POST", "/api/v1/tokens", "192.0.2.2").getHeader("RateLimit"))
                .startsWith("\"sign-in\";r=1");
        assertThat(ask("GET", "/sign-up", "192.0.2.2").getHeader("RateLimit")).startsWith("\"default\";r=2");
        assertThat(catchThrowableOfType(Refused.class, () -> ask("POST", "/api/v1/people", "192.0.2.2")))
                .isNotNull();
    }

    @Test
    void a_household_of_ipv6_is_one() throws Exception {
        ask("GET", "/", "2001:db8:1:2:aaaa::1");

        assertThat(ask("GET", "/", "2001:db8:1:2:bbbb::2").getHeader("RateLimit"))
                .startsWith("\"default\";r=1");
        assertThat(ask("GET", "/", "2001:db8:1:3::1").getHeader("RateLimit")).startsWith("\"default\";r=2");
    }

    private MockHttpServletResponse ask(String method, String path, String address) throws Exception {
        var response = new MockHttpServletResponse();
        limits.doFilter(request(method, path, address), response, new MockFilterChain());
        return response;
    }

    private static MockHttpServletRequest request(String method, String path, String address) {
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        return request;
    }
}
