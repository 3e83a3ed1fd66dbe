package workshop.step03;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

@Exercise(
        id = "3.3",
        title = "Shims: share the logic, keep three tasks",
        points = 20,
        stars = 2,
        edit = "Shims.java")
class ShimsTest extends Step03Fixture {

    @Autowired private Shims tasks;

    @ParameterizedTest(name = "moderate_{0} still moderates by both rules")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_still_moderates_by_both_rules(Type type, TaskQueue queue) {
        String body = "  See https://casino.example   twice ";
        assertThat(moderated(type, body, queue, tasks.worker(queue)))
                .as("What readers see of the %s. As in 3.2: cut links, then clean the text.", type)
                .isEqualTo("See [link] twice");
    }

    @ParameterizedTest(name = "moderate_{0} still reports a row that is gone, and names its type")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_still_reports_a_row_that_is_gone_and_names_its_type(Type type, TaskQueue queue) {
        assertThatAMissingRowIsReported(type, queue, tasks.worker(queue));
    }

    @ParameterizedTest(name = "moderate_{0} only loads its row and updates it")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_only_loads_its_row_and_updates_it(Type type, TaskQueue queue) {
        long before = statements();
        moderated(type, "What does it  cost?", queue, tasks.worker(queue));

        assertThat(statements() - before)
                .as(
                        """
                        SQL statements for one %s. A load and an update make two; outside a \
                        transaction, save() loads once more. Does your task look into the other \
                        tables, too? It knows its type.\
                        """,
                        type.task())
                .isBetween(2L, 4L);
    }

    @ParameterizedTest(name = "{1} is called in one place", quoteTextArguments = false)
    @CsvSource({"cut, Links.cut", "clean, Moderation.clean", "setShown, setShown"})
    void what_the_tasks_have_in_common_is_called_in_one_place(String method, String name) {
        var places = places(method).toList();

        assertThat(places.size())
                .as(
                        """
                        Calls of %s in Shims and the rest of this step, TaskPerType aside: %s. The \
                        next rule must have one place to go, and every task must go through it.\
                        """,
                        name, places.isEmpty() ? "none" : String.join(", ", places))
                .isOne();
    }

    /** Where this step's code calls or refers to that method, as {@code Shims.java:42}. */
    private static Stream<String> places(String method) {
        return classes().stream()
                .filter(type -> !type.getFullName().startsWith(TaskPerType.class.getName()))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTarget().getName().equals(method))
                .map(ShimsTest::place)
                .sorted();
    }

    /** Only this step's classes: Spring's and Hibernate's would take many seconds. */
    private static JavaClasses classes() {
        return ArchConfiguration.withThreadLocalScope(
                settings -> {
                    settings.setResolveMissingDependenciesFromClassPath(false);
                    return new ClassFileImporter()
                            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                            .importPackagesOf(Shims.class);
                });
    }

    private static String place(JavaAccess<?> access) {
        String file = access.getOriginOwner().getSource().flatMap(Source::getFileName).orElse("?");
        return file + ":" + access.getLineNumber();
    }
}
