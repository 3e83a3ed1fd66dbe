package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof sees what a README, a slide or the manifest tells wrongly. */
class ProofTextsTest extends ProofFixture {

    // --- README and slides

    private static final String LINES =
            """
                ### 0.1 A sum

                ★☆☆ · 60 points · 10 minutes · edit `Sum.java` · test `SumTest`
            """;

    private static final String TOLD = "the README tells 0.1 as its test does";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "### 0.1 A sum   | ### 0.1 The sum",
                "★☆☆ · 60        | ★★☆ · 60",
                "60 points       | 70 points",
                "10 minutes      | ten minutes",
                "edit `Sum.java` | edit `Total.java`",
                "test `SumTest`  | test `TotalTest`"
            })
    void a_line_that_says_something_else_is_seen(String right, String wrong) throws Exception {
        change(readme(), right, wrong);
        assertThat(failure("the README tells", TOLD)).contains(wrong, "right lines:\n" + LINES);
    }

    @Test
    void a_second_file_to_edit_is_all_right_when_the_solution_has_it() throws Exception {
        change(readme(), "edit `Sum.java`", "edit `Greeting.java` and `Sum.java`");
        assertThat(failures("the README tells")).isEmpty();
    }

    @Test
    void an_exercise_without_a_test_and_minutes_that_do_not_add_up_are_seen() throws Exception {
        change(readme(), "about 15 minutes for all two", "about 20 minutes\nfor all three");
        assertThat(failure("the README has"))
                .contains(
                        "says \"about 20 minutes for all three exercises\"",
                        "should be \"about 15 minutes for all two exercises\"");
        change(readme(), "minutes\nfor all three", "minutes for three");
        assertThat(failure("the README has")).contains("should say at its top how many");
        change(readme(), "### 0.2", "### 0.3 A surprise\n\n### 0.2");
        assertThat(failure("the README has")).contains("[0.3], and no test has that id");
    }

    @Test
    void a_missing_heading_hint_or_todo_is_seen() throws Exception {
        change(readme(), "### 0.1 A sum", "### A sum");
        change(readme(), "<details><summary>Hint 2</summary>Compare.</details>", "");
        var failures = failures("0.");
        assertThat(failures.get("0.1 has three hints and a TODO"))
                .contains("no heading \"### 0.1 …\"");
        assertThat(failures.get("0.2 has three hints and a TODO"))
                .contains("2 hints", "### 0.2", "should have 3");

        copyFixture();
        change(main("Greeting.java"), "TODO 0.2", "TODO 0.20");
        change(test("SumTest.java"), "\"Sum.java\"", "\"Total.java\"");
        failures = failures("0.");
        assertThat(failures.get("0.1 has three hints and a TODO"))
                .contains("edit = \"Total.java\", and [] of the starter");
        assertThat(failures.get("0.2 has three hints and a TODO"))
                .contains("Greeting.java has no \"TODO 0.2\"");
    }

    @Test
    void a_slide_that_is_missing_or_has_another_title_is_seen() throws Exception {
        var slide = "[.exercise,exercise=%s,minutes=1,plan=90]\n=== %s\n\nexercise::%s[]\n";
        var slides = root.resolve("slides/step-00.adoc");
        write(slides, slide.formatted("0.1", "0.1 A sum", "0.1"));
        assertThat(failure("0.", "0.2 has one slide"))
                .contains("should have one slide for 0.2, and has []", "=== 0.2 A greeting");
        write(
                slides,
                slide.formatted("0.1", "0.1 A sun", "0.1")
                        + slide.formatted("0.2", "0.2 A greeting", "0.2"));
        assertThat(failure("0.", "0.1 has one slide")).contains("has [=== 0.1 A sun]");
    }

    // --- manifest

    private static final String FITS = "exercises.json fits the tests";

    @Test
    void a_manifest_that_is_missing_or_out_of_date_is_seen() throws Exception {
        assertThat(failure(FITS))
                .contains(
                        "exercises.json is out of date",
                        "0.1 is new",
                        "mvn test -pl step-00 -Dworkshop.manifest=write");
        writeManifest();
        assertThat(failures(FITS)).isEmpty();
        change(test("SumTest.java"), "isEqualTo(-1)", "isNegative()");
        assertThat(failure(FITS)).contains("workshop/step00/SumTest.java has changed");
    }

    @Test
    void points_that_were_edited_are_told_with_the_command() throws Exception {
        writeManifest();
        change(test("SumTest.java"), "points = 60", "points = 50");
        assertThat(failure(FITS))
                .contains(
                        "0.1 was: 60 points\n",
                        "0.1 is now: 50 points\n",
                        "-Dworkshop.manifest=write");
    }

    @Test
    void faults_of_ids_points_and_stars_are_seen() throws Exception {
        change(test("SumTest.java"), "points = 60, stars = 1", "points = 50, stars = 4");
        assertThat(failure("ids, points")).contains("0.1 has 4 stars", "are worth 90 points");
        change(test("SumTest.java"), "id = \"0.1\"", "id = \"0.2\"");
        assertThat(failure("ids, points")).contains("2 test classes have the id 0.2.");
    }

    @Test
    void a_stale_key_and_an_exercise_without_a_wrong_answer_are_seen() throws Exception {
        Files.move(solution.resolve("wrong/strangers"), root.resolve("aside"));
        write(solution.resolve("starter.properties"), "0.2 = Hello, !\n0.9 = Hello");
        assertThat(failure("ids, points"))
                .contains(
                        "starter.properties has a line for 0.9, and no test has that id.",
                        "No wrong answer in solutions/step-00-fixture/wrong turns 0.2 red.");
    }
}
