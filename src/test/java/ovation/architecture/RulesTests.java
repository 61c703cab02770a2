package ovation.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

/** What the compiler cannot say about the house. */
@AnalyzeClasses(packages = "ovation", importOptions = ImportOption.DoNotIncludeTests.class)
class RulesTests {

    private static final Set<String> FLOATING = Set.of("float", "double", "java.lang.Float", "java.lang.Double");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule controllers_entities_and_repositories_are_not_public = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Repository.class)
            .or()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule money_is_whole = fields().should(
                    new ArchCondition<JavaField>("count money in whole numbers") {
                        @Override
                        public void check(JavaField field, ConditionEvents events) {
                            var name = field.getName().toLowerCase(Locale.ROOT);
                            var money = name.contains("micros") || name.endsWith("amount") || name.endsWith("price");
                            if (money && FLOATING.contains(field.getRawType().getName())) {
                                events.add(SimpleConditionEvent.violated(
                                        field, field.getFullName() + " is floating-point money"));
                            }
                        }
                    });

    @ArchTest
    static final ArchRule the_ledger_counts_without_floating_point = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("ovation.ledger..")
            .should(new ArchCondition<JavaField>("not be floating-point") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                    JavaClass type = field.getRawType();
                    if (FLOATING.contains(type.getName())) {
                        events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is floating-point"));
                    }
                }
            });

    /** Other modules reach the ledger's and the attention book's rows by their doors. */
    @Test
    void the_books_tables_are_named_in_their_own_modules_only() throws IOException {
        for (var book : Set.of("ledger", "attention")) {
            var sql = Pattern.compile("(?i)(FROM|JOIN|INTO|UPDATE)\\s+" + book + "_");
            try (var files = Files.walk(Path.of("src/main/java/ovation"))) {
                var elsewhere = files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.startsWith(Path.of("src/main/java/ovation", book)))
                        .filter(file -> sql.matcher(read(file)).find())
                        .toList();

                assertThat(elsewhere).as(book).isEmpty();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
