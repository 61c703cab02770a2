package ovation.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;
import org.springframework.modulith.docs.Documenter;
import ovation.Ovation;

class ModulesTests {

    /** The house's floors: imports go strictly downward. Base is open to all. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("base", "postgres", "ledger", "attention"),
            List.of("identity", "payments", "media"),
            List.of("partners"),
            List.of("videos", "wallet"),
            List.of("feed", "moderation", "thanks"),
            List.of("ads", "rewards", "payouts", "finance"),
            List.of("site"),
            List.of("demo"));

    private final ApplicationModules modules = ApplicationModules.of(Ovation.class);

    @Test
    void modules_use_only_what_others_publish_and_have_no_cycles() {
        modules.verify();
    }

    @Test
    void every_module_stands_on_a_floor() {
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .allSatisfy(name -> assertThat(floorOf(name)).isNotNegative());
    }

    @Test
    void dependencies_go_strictly_downward() {
        var upward = modules.stream()
                .flatMap(module -> module.getDirectDependencies(modules, DependencyType.values()).stream()
                        .map(dependency -> Map.entry(name(module), name(dependency.getTargetModule()))))
                .filter(edge -> !edge.getValue().equals("base"))
                .filter(edge -> floorOf(edge.getKey()) <= floorOf(edge.getValue()))
                .filter(edge -> !(edge.getKey().equals("demo")))
                .distinct();

        assertThat(upward).isEmpty();
    }

    @Test
    void diagrams_are_drawn_from_the_code() {
        new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static int floorOf(String module) {
        for (var floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(module)) {
                return floor;
            }
        }
        return -1;
    }
}
