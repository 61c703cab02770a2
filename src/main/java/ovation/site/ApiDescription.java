package ovation.site;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ovation.identity.Viewer;

/** What {@code /v3/api-docs} says beyond what it reads from the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Ovation")
                        .version("v1")
                        .description(
                                "Everything that a page of Ovation can do. Errors are problem documents (RFC 9457) with"
                                        + " a stable code; lists go on with the opaque cursor in next; requests that move money"
                                        + " need an Idempotency-Key.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("From POST /api/v1/tokens"))
                        .addSchemas("Problem", problem()));
    }

    /** Our API only, and every operation may answer with a problem. */
    @Bean
    OpenApiCustomizer problemsEverywhere() {
        return api -> {
            if (api.getPaths() == null) {
                return;
            }
            api.getPaths().keySet().removeIf(path -> !path.startsWith("/api/"));
            var answer = new ApiResponse()
                    .description("A problem")
                    .content(new Content()
                            .addMediaType(
                                    "application/problem+json",
                                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> {
                        if (operation.getResponses() == null) {
                            operation.setResponses(new ApiResponses());
                        }
                        // What springdoc guesses from the advice is every status at every operation.
                        operation.getResponses().keySet().removeIf(status -> status.matches("[45]\\d\\d"));
                        operation.getResponses().addApiResponse("default", answer);
                    });
        };
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema();
        error.addProperty("field", new StringSchema());
        error.addProperty("code", new StringSchema());
        error.addProperty("message", new StringSchema());
        var problem = new ObjectSchema();
        problem.addProperty("type", new StringSchema().example("/problems/not_found"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("What to do"));
        problem.addProperty("instance", new StringSchema());
        problem.addProperty("code", new StringSchema().example("not_found"));
        problem.addProperty("requestId", new StringSchema());
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("type", "title", "status", "code"));
        return problem;
    }
}
