package ovation.site;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import ovation.base.ProblemCode;

/** Every reason for which any module may refuse: what {@code /problems/…} explains. Found on the class path. */
@Component
class ProblemCatalogue {

    private final Map<String, ProblemCode> byCode = new TreeMap<>();

    ProblemCatalogue() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ProblemCode.class));
        scanner.findCandidateComponents("ovation").stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), getClass().getClassLoader()))
                .filter(Class::isEnum)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(ProblemCode.class::cast)
                .forEach(this::add);
    }

    private void add(ProblemCode code) {
        if (byCode.put(code.code(), code) != null) {
            throw new IllegalStateException("Two modules refuse with the code " + code.code());
        }
    }

    List<ProblemCode> all() {
        return List.copyOf(byCode.values());
    }

    Optional<ProblemCode> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }
}
