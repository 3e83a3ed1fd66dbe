package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.engine.StepSources;

/** The judge of the mutations sees what it should. */
class MutationsTest {

    @TempDir private Path root;

    @Test
    void survivors_are_named_so_that_lines_may_move() throws Exception {
        report(
                mutation("KILLED", "of", 7),
                mutation("SURVIVED", "of", 8),
                mutation("SURVIVED", "of", 9),
                mutation("NO_COVERAGE", "lambda$of$0", 12));

        var replaced = " replaced return value with null";
        assertThat(mutations().survivors())
                .containsOnly(
                        entry("Refs$Names.of/NullReturnVals", "Refs.java:8" + replaced),
                        entry("Refs$Names.of/NullReturnVals#2", "Refs.java:9" + replaced),
                        entry(
                                "Refs$Names.lambda$of$0/NullReturnVals",
                                "Refs.java:12" + replaced + " (no test comes there)"));
        assertThat(mutations())
                .hasToString("step-05-model-name                       4    1  25%          3");
    }

    @Test
    void all_is_well_when_nine_of_ten_are_killed_and_the_tenth_has_a_reason() throws Exception {
        report(nineKilledAnd(mutation("SURVIVED", "of", 8)));
        assertThat(mutations().complaints(Map.of("Refs$Names.of/NullReturnVals", "nobody looks")))
                .isEmpty();
    }

    @Test
    void a_survivor_without_a_reason_is_seen() throws Exception {
        report(nineKilledAnd(mutation("SURVIVED", "of", 8)));
        assertThat(mutations().complaints(Map.of("Refs$Names.of/NullReturnVals", " ")))
                .singleElement()
                .asString()
                .contains(
                        "Refs.java:8 replaced return value with null",
                        "Refs$Names.of/NullReturnVals = the reason");
    }

    @Test
    void a_reason_without_a_survivor_is_seen() throws Exception {
        report(nineKilledAnd(mutation("TIMED_OUT", "of", 8)));
        assertThat(mutations().complaints(Map.of("Refs$Names.of/NullReturnVals", "nobody looks")))
                .singleElement()
                .asString()
                .contains("Refs$Names.of/NullReturnVals, which does not survive");
    }

    @Test
    void too_many_survivors_are_too_many_whatever_their_reasons() throws Exception {
        report(mutation("KILLED", "of", 7), mutation("SURVIVED", "of", 8));
        assertThat(mutations().complaints(Map.of("Refs$Names.of/NullReturnVals", "nobody looks")))
                .singleElement()
                .asString()
                .contains("see 50 of 100", "should see 90");
    }

    @Test
    void a_report_on_nothing_and_no_report_are_seen() throws Exception {
        assertThatThrownBy(this::mutations)
                .hasMessageContaining("mutations.xml is missing: nothing was mutated");
        report();
        assertThat(mutations().complaints(Map.of()))
                .singleElement()
                .asString()
                .contains("Nothing was mutated");
    }

    private Mutations mutations() throws Exception {
        return Mutations.of(sources());
    }

    private StepSources sources() {
        return new StepSources(
                root.resolve("step-05-model-name"), root.resolve("solutions/step-05-model-name"));
    }

    private static String[] nineKilledAnd(String tenth) {
        return IntStream.range(0, 10)
                .mapToObj(i -> i < 9 ? mutation("KILLED", "of", i) : tenth)
                .toArray(String[]::new);
    }

    private void report(String... mutations) throws Exception {
        var file = sources().solutions().resolve("target/pit-reports/mutations.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<mutations partial=\"true\">%s</mutations>"
                        .formatted(String.join("\n", mutations)));
    }

    /** In the form of PIT 1.30. */
    private static String mutation(String status, String method, int line) {
        return """
        <mutation detected="%s" status="%s" numberOfTestsRun="1">\
        <sourceFile>Refs.java</sourceFile>\
        <mutatedClass>workshop.step05.Refs$Names</mutatedClass>\
        <mutatedMethod>%s</mutatedMethod><lineNumber>%d</lineNumber>\
        <mutator>%s.NullReturnValsMutator</mutator>\
        <description>replaced return value with null</description></mutation>\
        """
                .formatted(
                        status.equals("KILLED") || status.equals("TIMED_OUT"),
                        status,
                        method,
                        line,
                        "org.pitest.mutationtest.engine.gregor.mutators.returns");
    }
}
