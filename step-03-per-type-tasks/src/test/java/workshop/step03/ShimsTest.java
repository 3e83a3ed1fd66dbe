package workshop.step03;

import static java.util.stream.Collectors.joining;
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
class ShimsTest extends Forum {

    @Autowired private Shims tasks;

    @ParameterizedTest(name = "moderate_{0} still moderates by both rules")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_still_moderates_by_both_rules(Type type, TaskQueue queue) {
        assertThat(
                        moderated(
                                type,
                                "  See https://casino.example   twice ",
                                queue,
                                tasks.worker(queue)))
                .as(
                        "What readers see of the %s. Links are cut first, and then the text is"
                                + " cleaned, as in 3.2.",
                        type)
                .isEqualTo("See [link] twice");
    }

    @ParameterizedTest(name = "moderate_{0} still reports a row that is gone by its own name")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_still_reports_a_row_that_is_gone_by_its_own_name(Type type, TaskQueue queue) {
        assertThatAMissingRowIsReported(type, queue, tasks.worker(queue));
    }

    @ParameterizedTest(name = "moderate_{0} loads its row and updates it, no more")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_loads_its_row_and_updates_it_and_no_more(Type type, TaskQueue queue) {
        long before = statements();
        moderated(type, "What does it  cost?", queue, tasks.worker(queue));

        assertThat(statements() - before)
                .as(
                        "SQL statements for one %s. A load and an update are two; outside of a"
                            + " transaction save() loads once more. Does your task look into the"
                            + " other tables, too? It knows its type.",
                        type.task())
                .isBetween(2L, 4L);
    }

    @ParameterizedTest(name = "{1} stands in one place", quoteTextArguments = false)
    @CsvSource({"cut, Links.cut", "clean, Moderation.clean", "setShown, setShown"})
    void what_the_tasks_have_in_common_stands_in_one_place(String method, String name) {
        var places = places(method).toList();

        assertThat(places.size())
                .as(
                        "Calls of %s in Shims and whatever it uses, TaskPerType aside: %s. The next"
                            + " rule must have one place to go to, and every task must go through"
                            + " it.",
                        name,
                        places.isEmpty() ? "none" : places.stream().collect(joining(", " + "")))
                .isOne();
    }

    /** Where that method is called or referred to in this step's code, as {@code Shims.java:42}. */
    private static Stream<String> places(String method) {
        return classes().stream()
                .filter(type -> !type.getFullName().startsWith(TaskPerType.class.getName()))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTarget().getName().equals(method))
                .map(ShimsTest::place)
                .sorted();
    }

    /**
     * Of this step only: to look into Spring's and Hibernate's classes, too, takes many seconds.
     */
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
