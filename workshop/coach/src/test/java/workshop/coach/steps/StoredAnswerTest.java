package workshop.coach.steps;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.coach.Fixture;
import workshop.coach.engine.StepSources;
import workshop.coach.git.Git;

/** Answers as a maker writes them, and as they are stored. */
class StoredAnswerTest {

    private static final String SUM = "java/workshop/step00/Sum.java";
    private static final Set<String> NO_SLIDES = Set.of();

    @TempDir private Path root;
    private StepSources step;
    private Path solution;
    private StoredAnswer answer;

    @BeforeEach
    void aSolutionOfSixtyLines() throws IOException {
        step = Fixture.in(root).step("0");
        solution = step.solutions().resolve("src/main").resolve(SUM);
        Files.writeString(solution, lines(1, 60));
        answer = new StoredAnswer(step, step.solutions().resolve("wrong/0.1-small"));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> i % 10 == 0 ? "\n" : "line %d\n".formatted(i))
                .collect(joining());
    }

    // --- small ones

    private static final String PATCH =
            """
            --- a/src/main/java/workshop/step00/Sum.java
            +++ b/src/main/java/workshop/step00/Sum.java
            @@ -6,3 +6,3 @@
             line 6
            -line 7
            +line 7, wrong
             line 8
            @@ -39,2 +39,4 @@
             line 39
            +one
            +more

            """;

    @Test
    void few_changes_are_a_patch_and_come_back_byte_by_byte() throws IOException {
        var text = wrong();
        write(text);
        assertThat(answer.isStoredSmall(NO_SLIDES)).isFalse();
        assertThat(answer.store(NO_SLIDES)).isTrue();
        assertThat(answer.folder()).isDirectoryNotContaining("glob:**/java");
        assertThat(answer.folder().resolve("answer.patch")).hasContent(PATCH);
        assertThat(answer.isStoredSmall(NO_SLIDES)).isTrue();
        assertThat(answer.store(NO_SLIDES)).as("stored again").isFalse();
        assertThat(answer.texts()).containsOnlyKeys(SUM).containsEntry(SUM, text);
        assertThat(answer.sources().files().get(SUM)).hasContent(text);

        assertThat(answer.unpack()).isTrue();
        assertThat(answer.folder().resolve(SUM)).hasContent(text);
        assertThat(answer.folder().resolve("answer.patch")).doesNotExist();
        assertThat(answer.unpack()).as("unpacked again").isFalse();
    }

    @Test
    void git_understands_the_patch() throws IOException {
        var text = wrong();
        write(text);
        answer.store(NO_SLIDES);
        try (var git = new Git(step.solutions())) {
            git.run("apply", "wrong/0.1-small/answer.patch");
        }
        assertThat(solution).hasContent(text);
    }

    @Test
    void a_solution_that_grows_elsewhere_needs_no_other_patch() throws IOException {
        write(wrong());
        answer.store(NO_SLIDES);
        Files.writeString(solution, "first\nline 6\n" + lines(1, 30) + "amid\n" + lines(31, 60));
        assertThat(answer.texts().get(SUM))
                .isEqualTo("first\nline 6\n" + wrong().replace("line 31\n", "amid\nline 31\n"));
        assertThat(answer.isStoredSmall(NO_SLIDES)).isTrue();
        assertThat(answer.store(NO_SLIDES)).as("stored with other numbers").isTrue();
        assertThat(answer.folder().resolve("answer.patch"))
                .content()
                .contains("@@ -8,3 +8,3 @@", "@@ -42,2 +42,4 @@");
    }

    @Test
    void tags_for_slides_are_no_difference() throws IOException {
        write(wrong());
        answer.store(NO_SLIDES);
        var patch = Files.readString(answer.folder().resolve("answer.patch"));
        var tagged = lines(1, 6) + "    // tag::of[]\n" + lines(7, 9) + "// end::of[]\n";
        Files.writeString(solution, tagged + lines(10, 60));
        assertThat(answer.texts()).containsEntry(SUM, wrong());
        assertThat(answer.store(NO_SLIDES)).isFalse();
        assertThat(answer.folder().resolve("answer.patch")).hasContent(patch);
    }

    // --- what stays whole

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void a_file_is_a_patch_up_to_twenty_changed_lines(int changes) throws IOException {
        write(lines(1, 60) + "more\n".repeat(changes));
        answer.store(NO_SLIDES);
        assertThat(Files.exists(answer.folder().resolve(SUM))).isEqualTo(changes > 20);
    }

    @Test
    void each_file_is_stored_by_itself() throws IOException {
        write(wrong());
        write("java/workshop/step00/New.java", "new\n");
        write("java/workshop/step00/Greeting.java", "short\n");
        var texts = answer.texts();
        assertThat(answer.store(NO_SLIDES)).isTrue();
        assertThat(answer.sources().files().keySet()).isEqualTo(texts.keySet());
        assertThat(answer.texts()).isEqualTo(texts);
        assertThat(answer.folder().resolve(SUM)).doesNotExist();
        assertThat(answer.folder().resolve("java/workshop/step00/New.java")).exists();
        assertThat(answer.folder().resolve("java/workshop/step00/Greeting.java")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no line feed at the end", "a carriage return\r\n"})
    void what_a_patch_cannot_say_stays_whole(String end) throws IOException {
        write(lines(1, 60) + end);
        assertThat(answer.store(NO_SLIDES)).isFalse();
        assertThat(answer.texts()).containsEntry(SUM, lines(1, 60) + end);
    }

    @Test
    void what_a_slide_includes_stays_whole() throws IOException {
        write(wrong());
        Files.createDirectories(root.resolve("slides"));
        Files.writeString(
                root.resolve("slides/step-00.adoc"),
                """
                include::{wrong}/0.1-small/java/workshop/step00/Sum.java[tag=of]
                include::{solution}/Sum.java[tag=of]
                """);
        var onSlides = StoredAnswer.onSlides(root);
        assertThat(onSlides).containsExactly("0.1-small/" + SUM);
        assertThat(answer.store(onSlides)).isFalse();
        assertThat(answer.store(NO_SLIDES)).isTrue();
        assertThat(answer.isStoredSmall(onSlides)).isFalse();
        assertThat(answer.store(onSlides)).as("a patch that is shown now").isTrue();
        assertThat(answer.folder().resolve(SUM)).hasContent(wrong());
    }

    @Test
    void a_whole_file_is_newer_than_the_patch_beside_it() throws IOException {
        write(wrong());
        answer.store(NO_SLIDES);
        write(wrong() + "newer\n");
        assertThat(answer.texts()).containsEntry(SUM, wrong() + "newer\n");
        assertThat(answer.store(NO_SLIDES)).isTrue();
        assertThat(answer.texts()).containsEntry(SUM, wrong() + "newer\n");
        assertThat(answer.folder().resolve(SUM)).doesNotExist();
    }

    @Test
    void an_answer_that_is_the_solution_is_refused() throws IOException {
        write(lines(1, 60));
        assertThatThrownBy(() -> answer.store(NO_SLIDES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("0.1-small says nothing else than the solution");
    }

    @ParameterizedTest
    @CsvSource({
        "'--- a/', '<<<<<<< ours\n--- a/', 1",
        "'+++ b/', '+++ c/', 2",
        "' line 6', 'line 6', 4",
        "'@@ -39,2 +39,4 @@', '@@ there @@', 8"
    })
    void a_patch_that_was_edited_is_told_with_the_line(String from, String to, int line)
            throws IOException {
        write(wrong());
        answer.store(NO_SLIDES);
        var file = answer.folder().resolve("answer.patch");
        Files.writeString(file, Files.readString(file).replace(from, to));
        assertThatThrownBy(answer::texts)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("wrong/0.1-small/answer.patch: line %d is in no", line);
    }

    // --- a solution that has changed

    @Test
    void all_that_no_longer_fits_is_told_at_once_with_the_command() throws IOException {
        var other = new StoredAnswer(step, step.solutions().resolve("right/0.1-other"));
        write(wrong());
        Files.createDirectories(other.folder().resolve(SUM).getParent());
        Files.writeString(other.folder().resolve(SUM), wrong());
        var both = List.of(answer, other);
        for (var each : both) {
            each.store(NO_SLIDES);
        }
        assertThat(StoredAnswer.trouble(both)).isEmpty();
        Files.writeString(solution, lines(1, 60).replace("line 7\n", "line seven\n"));
        assertThat(StoredAnswer.trouble(both))
                .contains(
                        """
                        solutions/step-00-fixture/wrong/0.1-small/answer.patch:
                            java/workshop/step00/Sum.java
                            @@ -6,3 +6,3 @@
                             line 6
                            -line 7
                            +line 7, wrong
                             line 8
                        """,
                        "solutions/step-00-fixture/right/0.1-other/answer.patch:",
                        "coach answers --whole 0.1-other 0.1-small\n")
                .doesNotContain("line 39");
        assertThatThrownBy(answer::sources)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no longer fit");
    }

    @Test
    void git_merges_what_no_longer_fits() throws Exception {
        write(wrong());
        answer.store(NO_SLIDES);
        assertThatThrownBy(() -> spoil().unpack()).isInstanceOf(IllegalStateException.class);

        Files.writeString(solution, lines(1, 60));
        Fixture.commit(new Workshop(root), "the solution that the patch is for");
        Files.writeString(solution, lines(1, 58));
        Fixture.commit(new Workshop(root), "a shorter one");
        assertThat(spoil().unpack()).isTrue();
        assertThat(answer.texts().get(SUM))
                .isEqualTo(
                        wrong().replace(
                                        "line 7, wrong\n",
                                        """
                                        <<<<<<< the-solution
                                        line seven
                                        =======
                                        line 7, wrong
                                        >>>>>>> the-answer
                                        """));
        assertThat(answer.hasConflicts()).isTrue();
        assertThatThrownBy(() -> answer.store(NO_SLIDES)).hasMessageContaining("conflicts");
    }

    private StoredAnswer spoil() throws IOException {
        Files.writeString(solution, lines(1, 60).replace("line 7\n", "line seven\n"));
        return answer;
    }

    @Test
    void a_file_that_has_another_name_now_is_named() throws IOException {
        write(wrong());
        answer.store(NO_SLIDES);
        Files.delete(solution);
        Files.delete(root.resolve(Fixture.SUM));
        assertThatThrownBy(answer::unpack)
                .hasMessageContaining(
                        "changes java/workshop/step00/Sum.java, and there is no such");
    }

    private static String wrong() {
        return lines(1, 60)
                .replace("line 7\n", "line 7, wrong\n")
                .replace("line 39\n", "line 39\none\nmore\n");
    }

    private void write(String text) throws IOException {
        write(SUM, text);
    }

    private void write(String path, String text) throws IOException {
        var file = answer.folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
