package workshop.coach;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The coach's packages, as package-info.java tells of them. */
class StructureTest {

    private static final List<String> DOWNWARDS =
            Stream.of("", ".commands", ".watch", ".machine", ".steps", ".git", ".engine")
                    .map("workshop.coach"::concat)
                    .toList();

    @Test
    void each_package_stands_on_those_below_it() {
        var classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .as("the coach's packages")
                .containsExactlyInAnyOrderElementsOf(DOWNWARDS);
        for (var i = 1; i < DOWNWARDS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(DOWNWARDS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(DOWNWARDS.subList(0, i).toArray(String[]::new))
                    .because("then nobody could read one package without the other")
                    .check(classes);
        }
    }
}
