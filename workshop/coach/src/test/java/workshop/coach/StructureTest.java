package workshop.coach;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;

/** Which module may use which, and which package. */
class StructureTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** A module, the modules it may use, and why it may use no others of ours. */
    private enum Module {
        KIT("learners read it as a model, and their main code sees nothing else of ours"),
        INTERLEAVINGS("the race explorer knows no queue, no Redis, no forum and no grading"),
        GRADING("it serves the tests of the steps; the coach is built on top", KIT, INTERLEAVINGS),
        COACH("it hears of races through the grading alone", KIT, GRADING);

        private final String reason;
        private final List<Module> mayUse;

        Module(String reason, Module... mayUse) {
            this.reason = reason;
            this.mayUse = List.of(mayUse);
        }

        private Path classes() {
            return ROOT.resolve("workshop").resolve(toString()).resolve("target/classes");
        }

        private boolean has(JavaClass type) {
            var folder = classes().toUri().toString();
            return type.getSource()
                    .map(source -> source.getUri().toString().startsWith(folder))
                    .orElse(false);
        }

        private DescribedPredicate<JavaClass> ownClasses() {
            return DescribedPredicate.describe("are in the module " + this, this::has);
        }

        private DescribedPredicate<JavaClass> forbiddenClasses() {
            var forbidden =
                    Stream.of(values())
                            .filter(other -> other != this && !mayUse.contains(other))
                            .toList();
            return DescribedPredicate.describe(
                    "are in " + forbidden,
                    type -> forbidden.stream().anyMatch(module -> module.has(type)));
        }

        private boolean is(String name) {
            return toString().equals(name);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The coach's packages, as its package-info.java describes them. */
    private static final List<String> DOWNWARDS =
            Stream.of("", ".commands", ".watch", ".export", ".machine", ".steps", ".git", ".engine")
                    .map("workshop.coach"::concat)
                    .toList();

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .importPaths(Stream.of(Module.values()).map(Module::classes).toList());

    private static final Pattern OUR_DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>workshop</groupId>\\s*"
                            + "<artifactId>([^<]+)</artifactId>");

    /** What each other module may use of ours. */
    private static final Map<String, String> BESIDE =
            Map.of(
                    "celery", "kit",
                    "channels", "kit",
                    "comparisons", "kit|celery",
                    "containers", "nothing",
                    "prices", "kit|celery|step-.*-solution",
                    "processes", "kit|step-.*-solution",
                    "twins", "kit|step-.*-solution");

    @ParameterizedTest
    @EnumSource
    void a_module_uses_only_those_below_it(Module module) {
        noClasses()
                .that(module.ownClasses())
                .should()
                .dependOnClassesThat(module.forbiddenClasses())
                .because(module.reason)
                .check(OURS);
    }

    /** Maven compiles no module against one that its POM does not name. */
    @Test
    void a_module_beside_those_names_only_what_it_stands_on() throws IOException {
        try (var folders = Files.newDirectoryStream(ROOT.resolve("workshop"))) {
            for (var folder : folders) {
                var name = folder.getFileName().toString();
                var pom = folder.resolve("pom.xml");
                if (Files.exists(pom) && Stream.of(Module.values()).noneMatch(it -> it.is(name))) {
                    var named = OUR_DEPENDENCY.matcher(Files.readString(pom)).results();
                    assertThat(BESIDE).as("what a module may use").containsKey(name);
                    assertThat(named.map(found -> found.group(1)))
                            .as("modules of ours that the POM of %s names", name)
                            .allMatch(Pattern.compile(BESIDE.get(name)).asMatchPredicate());
                }
            }
        }
    }

    @Test
    void packages_do_not_use_one_another_in_a_circle() {
        slices().matching("workshop.(**)")
                .should()
                .beFreeOfCycles()
                .because("then no package could be read or changed without the others")
                .check(OURS);
    }

    @Test
    void each_package_of_the_coach_uses_only_those_below_it() {
        assertThat(
                        OURS.that(Module.COACH.ownClasses()).stream()
                                .map(JavaClass::getPackageName)
                                .distinct())
                .as("the coach's packages")
                .containsExactlyInAnyOrderElementsOf(DOWNWARDS);
        for (var i = 1; i < DOWNWARDS.size(); i++) {
            var above = DOWNWARDS.subList(0, i);
            noClasses()
                    .that()
                    .resideInAPackage(DOWNWARDS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above.toArray(String[]::new))
                    .because("then no package could be read without the ones above it")
                    .check(OURS);
        }
    }

    /**
     * Maven keeps the grading and the explorer from a step's main code by their scope; the coach,
     * which compiles everything on one class path, would let them in.
     */
    @Test
    void what_a_learner_writes_sees_neither_the_grading_nor_the_explorer() throws IOException {
        var intruders = new ArrayList<String>();
        for (var step : StepSources.all(ROOT)) {
            for (var file : learnersJava(step)) {
                var code = Files.readString(file);
                if (code.contains("workshop.grading") || code.contains("workshop.interleavings")) {
                    intruders.add(ROOT.relativize(file).toString());
                }
            }
        }
        assertThat(intruders)
                .as("main code that uses the grading or the explorer: only a step's tests may")
                .isEmpty();
    }

    /** The starter, the solution and the other answers, right and wrong. */
    private static List<Path> learnersJava(StepSources step) {
        var answers = SourceStack.of(step.solutions()).only(path -> !path.startsWith("target/"));
        return Stream.of(step.main(), answers)
                .flatMap(sources -> sources.files().values().stream())
                .filter(file -> file.toString().matches(".*\\.(java|patch)"))
                .toList();
    }
}
