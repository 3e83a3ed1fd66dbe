package workshop.coach.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.Fixture;
import workshop.coach.engine.Engine;
import workshop.coach.git.Git;
import workshop.coach.steps.Grading;
import workshop.coach.steps.Workshop;
import workshop.grading.Manifest;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;

/** The commands as a learner types them, on a small step. */
class CommandsTest {

    private static final String SUM_TEST =
            Fixture.STEP + "/src/test/java/workshop/step00/SumTest.java";
    private static final String START = "TODO 0.1: add the numbers";

    @TempDir private Path folder;
    private Workshop workshop;
    private String said;

    @BeforeEach
    void makeWorkshop() throws IOException {
        workshop = Fixture.in(folder.resolve("a path with spaces"));
    }

    @Test
    void the_fixture_s_manifest_fits_its_exercises() throws Exception {
        var sources = workshop.step("0");
        try (var engine = new Engine(Grading.PATIENCE);
                var build = engine.build(sources.step(), sources.main(), sources.tests())) {
            assertThat(Manifest.read(sources.step())).isEqualTo(build.manifest());
        }
    }

    @Test
    void without_a_command_it_says_which_there_are() {
        assertThat(coach("")).isZero();
        assertThat(said).contains("watch", "hint", "doctor", "Name an exercise by its number");
        assertThat(said.lines().takeWhile(line -> !line.startsWith("For instructors")))
                .filteredOn(line -> line.matches("  [a-z]+ .*"))
                .as("commands for learners")
                .hasSizeBetween(5, 10);
    }

    @Test
    void what_it_does_not_understand_it_says_in_a_line_or_two() {
        assertThat(coach("wat")).isEqualTo(Coach.REFUSED);
        assertThat(said)
                .startsWith("There is no command \"wat\". Did you mean watch?")
                .doesNotContain("Exception")
                .hasLineCount(2);
        assertThat(coach("rnu 0.1")).isEqualTo(Coach.REFUSED);
        assertThat(said).startsWith("There is no command \"rnu\". Did you mean run?");
        assertThat(coach("explain")).isEqualTo(Coach.REFUSED);
        assertThat(said).startsWith("There is no command \"explain\".\n");
        assertThat(coach("hint")).isEqualTo(Coach.REFUSED);
        assertThat(said).startsWith("./coach hint: say which exercise. Such as 5.3.");
        assertThat(coach("list --plian")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("--plain");
        assertThat(coach("run 0.7")).isEqualTo(Coach.REFUSED);
        assertThat(said)
                .contains(
                        "There is no exercise 0.7. Step 00 · A step to try the proof on has 0.1,"
                                + " 0.2.");
        assertThat(coach("run 7")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("There is no step \"7\". The steps are: step-00-fixture");
        assertThat(coach("hint 0")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("Which exercise of step-00-fixture? It has 0.1, 0.2.");
    }

    @Test
    void an_exercise_that_ran_alone_is_known_until_a_file_changes() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        assertThat(coach("run 0.1")).isZero();
        assertThat(coach("list")).isZero();
        assertThat(said).contains("✔ 0.1").doesNotContain("Not run yet", "Files have changed");
        assertThat(coach("solution 0.1")).isZero();

        Fixture.solve(workshop, Fixture.GREETING);
        assertThat(coach("run 0.2")).isZero();
        assertThat(coach("list")).isZero();
        assertThat(said).as("0.1 ran with another file").contains("Files have changed");
        assertThat(coach("solution 0.1")).isEqualTo(Coach.REFUSED);
        assertThat(coach("run 0")).isZero();
        assertThat(coach("list")).isZero();
        assertThat(said).doesNotContain("Files have changed");
    }

    @Test
    void help_version_and_properties_are_understood_everywhere() {
        assertThat(coach("--help")).isZero();
        assertThat(said).contains("For you:", "watch");
        assertThat(coach("watch -h")).isZero();
        assertThat(said).contains("--plain");
        assertThat(coach("--version")).isZero();
        assertThat(said).startsWith("Workshop version ");
        assertThat(coach("list -Dworkshop.sample=x")).isZero();
        assertThat(System.clearProperty("workshop.sample")).isEqualTo("x");
        assertThat(coach("list -Dsample=x")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("the coach knows -Dworkshop.redis and -Dworkshop.db");
    }

    @Test
    void list_and_run_have_a_plain_form() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        for (var command : Stream.of("run 0 --plain", "list --plain").toList()) {
            coach(command);
            assertThat(said)
                    .as(command)
                    .contains("1 of 2 exercises are green, 60 of 100")
                    .contains("0.1 A sum: green, 1 of 3 stars", "0.2 A greeting: red")
                    .doesNotContainPattern("[░█✔✘★]");
        }
    }

    @Test
    void what_a_red_exercise_prints_is_shown_beside_it() throws Exception {
        edit(Fixture.SUM, "throw new", "System.out.println(\"I was here\"); throw new");
        assertThat(coach("run 0.1")).isEqualTo(Coach.RED);
        assertThat(said).contains("    printed", "      I was here");
    }

    @Test
    void new_writes_an_exercise_that_compiles_and_is_red_green_and_wrong_as_it_should_be()
            throws Exception {
        assertThat(coach("new 0.3", "", "Bye, isn't it?")).as(said).isZero();
        assertThat(said)
                .contains(
                        "step-00-fixture/src/main/java/workshop/step00/ByeIsntIt.java",
                        "worth 110 points together",
                        "-Dworkshop.step=0");
        assertThat(coach("run 0.3")).isEqualTo(Coach.RED);
        assertThat(said).contains("TODO 0.3: say here what must hold.");
        assertThat(coach("hint 0.3")).isZero();

        var answer = "solutions/step-00-fixture/%s/java/workshop/step00/ByeIsntIt.java";
        var starter = Fixture.STEP + "/src/main/java/workshop/step00/ByeIsntIt.java";
        Fixture.replace(workshop, starter, answer.formatted("src/main"));
        assertThat(coach("run 0.3")).isZero();
        Fixture.replace(workshop, starter, answer.formatted("wrong/0.3-say-what-is-wrong"));
        assertThat(coach("run 0.3")).isEqualTo(Coach.RED);
        assertThat(said).contains("Say here what it means when it is wrong");
    }

    @Test
    void new_brings_the_numbers_up_to_date_and_adds_a_slide() throws Exception {
        var readme = workshop.root().resolve(Fixture.STEP + "/README.md");
        Files.copy(
                Path.of("src/test/resources/fixture", Fixture.STEP, "README.md"),
                readme,
                StandardCopyOption.REPLACE_EXISTING);
        var trail = workshop.root().resolve("README.md");
        Files.writeString(trail, "| [00 · It](step-00-fixture) | to prove | 15 |\n");
        var slides = workshop.root().resolve("slides/step-00.adoc");
        Files.createDirectories(slides.getParent());
        Files.writeString(slides, "== The chapter\n");
        assertThat(coach("new 0.3 --name=Farewell", "", "Say bye")).as(said).isZero();
        assertThat(said).contains("step00/FarewellTest.java", "  slides/step-00.adoc\n");
        assertThat(readme).content().contains("about 25 minutes for all three exercises");
        assertThat(trail).hasContent("| [00 · It](step-00-fixture) | to prove | 25 |\n");
        assertThat(slides)
                .content()
                .startsWith("== The chapter\n\n[.exercise,exercise=0.3,")
                .contains("=== 0.3 Say bye\n", "exercise::0.3[]");
    }

    @Test
    void new_refuses_what_is_there_already_and_what_can_have_no_name() {
        assertThat(coach("new 0.2", "", "Another")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("0.2 is there already. Nothing was written.");
        assertThat(coach("new 0.3", "", "Greeting")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("GreetingTest.java is there", "another --name");
        assertThat(coach("new 0.3", "", "7 dwarfs")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("begins with a letter");
        assertThat(coach("new 0.3", "", "The \"sum\"")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("no quotation marks");
        assertThat(coach("new three", "", "Another")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("\"three\" is no exercise");
    }

    @Test
    void answers_are_stored_small_and_given_back_whole() throws Exception {
        var strangers = "solutions/step-00-fixture/wrong/strangers";
        var java = strangers + "/java/workshop/step00/Greeting.java";
        var whole = read(java);
        assertThat(coach("answers")).as(said).isZero();
        assertThat(said).contains("  " + strangers + "\n", "Stored: 1 of 4.");
        assertThat(read(strangers + "/answer.patch")).contains("+        return \"Hello, stranger");
        assertThat(workshop.root().resolve(strangers + "/java")).doesNotExist();
        assertThat(coach("answers")).isZero();
        assertThat(said).contains("Stored: 0 of 4.");
        assertThat(coach("answers --whole 0")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("There is no answer 0 below solutions.");
        assertThat(coach("answers --whole strangers")).isZero();
        assertThat(said).contains("Whole now: 1 of 1.");
        assertThat(read(java)).isEqualTo(whole);

        assertThat(coach("answers")).isZero();
        Fixture.commit(workshop, "the answers are small");
        edit("solutions/" + Fixture.GREETING, "Hello", "Good morning");
        assertThat(coach("answers")).isEqualTo(Coach.REFUSED);
        assertThat(said)
                .contains(strangers + "/answer.patch:", "    @@ -")
                .contains("answers --whole strangers\n", "Nothing was stored.");
        assertThat(coach("answers --whole strangers")).isEqualTo(Coach.RED);
        assertThat(said).contains(strangers + ": look for <<<<<<<");
        assertThat(read(java)).contains("<<<<<<< the-solution", "Good morning", "Hello, stranger");
        assertThat(coach("answers")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("strangers has conflicts of a merge.");
    }

    @Test
    void run_grades_one_exercise_or_a_whole_step_and_leaves_what_list_report_and_solution_need()
            throws Exception {
        assertThat(coach("list")).isZero();
        assertThat(said).contains("Not run yet: " + StepFolder.COACH + " run 0", "· 0.1 ★☆☆ A sum");

        assertThat(coach("run 0.1")).isEqualTo(Coach.RED);
        assertThat(said)
                .contains("✘ 0.1 ★☆☆ A sum", "both tests: " + START, "edit  " + Fixture.SUM + ":6")
                .doesNotContain("0.2");

        Fixture.solve(workshop, Fixture.SUM);
        assertThat(coach("run 0")).isEqualTo(Coach.RED);
        assertThat(said)
                .contains(" 0.1 ✔ 0.2 ✘", "1/2 exercises · 60/100 points", "A greeting for nobody");

        assertThat(coach("list 0")).isZero();
        assertThat(said)
                .contains("✔ 0.1", "✘ 0.2", "60/100 points")
                .doesNotContain("Not run", "have changed");

        assertThat(coach("report 0 --no-browser")).isZero();
        var page = Path.of(said.strip().substring("The page is ".length()));
        assertThat(page).content().contains("A sum", "A greeting");

        assertThat(coach("solution 0.1")).as("green: it does not ask").isZero();
        assertThat(said).contains("Your file and the solution are identical.");

        Fixture.solve(workshop, Fixture.GREETING);
        assertThat(coach("list 0")).isZero();
        assertThat(said)
                .contains(
                        "Files have changed since the last run. Run it again: "
                                + StepFolder.COACH
                                + " run 0");
        assertThat(coach("run 0.2")).isZero();
        assertThat(said).contains("✔ 0.2");
    }

    @Test
    void what_does_not_compile_is_the_learner_s_line_and_no_more() throws Exception {
        edit(Fixture.SUM, "throw", "thow");
        assertThat(coach("run 0.1")).isEqualTo(Coach.RED);
        assertThat(said.lines()).first().isEqualTo(Fixture.SUM + ":7");
        assertThat(said)
                .contains("    thow new UnsupportedOperationException")
                .doesNotContain("\tat ");
    }

    @Test
    void hints_come_one_at_a_time() {
        assertThat(coach("hint 0.1")).isZero();
        assertThat(said)
                .contains("Hint 1: a nudge", "One number after the other.", "hint 0.1 2")
                .doesNotContain("stream");
        assertThat(coach("hint 0.1 3")).isZero();
        assertThat(said)
                .contains("        sum += number;", "That was the last hint", "solution 0.1");
        assertThat(coach("hint 0.1 4")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("0.1 has 3 hints.");
    }

    @Test
    void the_solution_is_shown_to_who_insists() {
        assertThat(coach("solution 0.1", "no")).isEqualTo(Coach.REFUSED);
        assertThat(said)
                .contains("0.1 has not been green in any run yet. Show the solution for all of")
                .doesNotContain("IntStream");
        assertThat(coach("solution 0.1")).as("silence is a no").isEqualTo(Coach.REFUSED);
        assertThat(coach("solution 0.1", "y")).isZero();
        assertThat(said)
                .contains(
                        "+        return IntStream.of(numbers).sum();",
                        "-        throw new UnsupportedOperationException(\"" + START);
        assertThat(coach("solution --yes 0.1")).isZero();
    }

    @Test
    void a_solution_has_no_tags_of_slides_and_breaks_a_long_line_between_words_under_its_sign()
            throws Exception {
        var words = "a word ".repeat(15).strip();
        edit(
                "solutions/" + Fixture.SUM,
                "return IntStream",
                "// tag::of[]\n// " + words + "\nreturn IntStream");
        assertThat(coach("solution 0.1 --yes")).isZero();
        assertThat(said).doesNotContain("tag::").contains("+// a word", "\n+    ");
        assertThat(said.lines().filter(line -> line.contains("word")))
                .hasSize(2)
                .allMatch(line -> line.length() <= TextStyle.WIDTH)
                .allMatch(line -> line.startsWith("+"))
                .allMatch(line -> line.matches(".*\\bword|.*\\ba"));
    }

    @Test
    void a_solution_has_all_files_of_its_exercise_and_nothing_of_a_later_one() throws Exception {
        var before =
                "solutions/step-00-fixture/wrong/0.2-still-to-do/java/workshop/step00/Sum.java";
        Files.createDirectories(workshop.root().resolve(before).getParent());
        Files.writeString(
                workshop.root().resolve(before),
                read("solutions/" + Fixture.SUM).replace("IntStream.of", "IntStream.TODO"));

        assertThat(coach("solution 0.1 --yes")).isZero();
        assertThat(said).contains("+        return IntStream.TODO(numbers)");
        assertThat(coach("solution 0.2", "y")).isZero();
        assertThat(said)
                .contains(
                        "Show the solution for all of\nGreeting.java and Sum.java?",
                        "+        return IntStream.of(numbers)",
                        "+++ solution/workshop/step00/Greeting.java");
        assertThat(coach("reset 0.2", "no")).isZero();
        assertThat(said).contains("Not reset, because it also holds another exercise: Sum.java");

        Fixture.solve(workshop, Fixture.SUM);
        Fixture.solve(workshop, Fixture.GREETING);
        assertThat(coach("run 0")).isZero();
        assertThat(coach("solution 0.1")).isZero();
        assertThat(said).contains("Your file and the solution are identical.");
    }

    @Test
    void a_reset_brings_the_start_back_from_git_and_keeps_what_was_there() throws Exception {
        Fixture.commit(workshop, "the workshop");
        Fixture.solve(workshop, Fixture.SUM);
        Fixture.solve(workshop, Fixture.GREETING);
        Fixture.commit(
                workshop,
                "the learner's, committed: git's newest version is not the start any more");
        var learners = read(Fixture.SUM);

        assertThat(coach("reset 0.1", "y")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains(Fixture.SUM, "Put it back as it was?", "Nothing was changed.");
        assertThat(read(Fixture.SUM)).isEqualTo(learners);

        assertThat(coach("reset 0.1", "yes")).isZero();
        assertThat(read(Fixture.SUM)).contains(START);
        var kept =
                said.lines()
                        .filter(line -> line.contains("Your version is kept in "))
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".* is kept in ", "");
        assertThat(read(kept + "/" + Fixture.SUM)).isEqualTo(learners);
        assertThat(read(Fixture.GREETING)).as("not this one").contains("stranger");

        Files.delete(workshop.root().resolve(Fixture.SUM));
        edit(Fixture.STEP + "/src/test/java/workshop/step00/SumTest.java", "-1", "0");
        assertThat(coach("reset 0 --yes")).isZero();
        assertThat(read(Fixture.SUM)).contains(START);
        assertThat(read(Fixture.GREETING)).contains("TODO 0.2");
        assertThat(read(Fixture.STEP + "/src/test/java/workshop/step00/SumTest.java"))
                .contains("isEqualTo(-1)");

        assertThat(coach("reset 0")).isZero();
        assertThat(said).contains("Nothing to do").doesNotContain("stay as they are");
    }

    @Test
    void a_reset_names_what_it_leaves_as_it_is_and_keeps_only_what_was_there() throws Exception {
        Fixture.commit(workshop, "the workshop");
        Files.delete(workshop.root().resolve(Fixture.SUM));
        edit(Fixture.STEP + "/pom.xml", "<name>", "<name>My ");
        var own = Fixture.GREETING.replace("Greeting", "Polite");
        Files.writeString(workshop.root().resolve(own), "package workshop.step00;\n");
        assertThat(coach("reset 0.1 --yes")).isZero();
        assertThat(said).contains("Done.").doesNotContain("kept", "pom.xml");
        assertThat(coach("reset 0")).isZero();
        assertThat(said)
                .contains("Nothing to do", "stay as they are", own, "git restore -s HEAD FILE")
                .containsOnlyOnce("  " + Fixture.STEP + "/pom.xml\n");

        var manifest = workshop.step("0").step().manifest();
        Files.delete(manifest);
        for (var target : List.of("0", "0.1")) {
            assertThat(coach("reset " + target)).isEqualTo(Coach.REFUSED);
            assertThat(said).containsPattern("is\\s+gone").contains("git restore :/");
        }
    }

    @Test
    void a_reset_without_git_s_help_changes_nothing() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        assertThat(coach("reset 0.1 --yes")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("This needs the workshop's git history");
        Fixture.commit(workshop, "the solution, from the first commit on");
        assertThat(coach("reset 0.1 --yes")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("Git has no version of", Fixture.SUM, "A fresh clone has one.");
        assertThat(read(Fixture.SUM)).contains("IntStream");
    }

    @Test
    void export_says_who_what_when_and_earns_nothing_for_tests_that_were_changed()
            throws Exception {
        Fixture.commit(workshop, "the workshop");
        Fixture.solve(workshop, Fixture.SUM);
        assertThat(coach("export --name Ada")).isEqualTo(Coach.RED);
        var document = JsonMapper.shared().readTree(said);
        assertThat(document.get("name").stringValue()).isEqualTo("Ada");
        assertThat(document.get("commit").stringValue()).matches("[0-9a-f]{40}");
        assertThat(document.get("uncommitted").booleanValue()).isTrue();
        assertThat(document.get("jdk").stringValue()).startsWith(Runtime.version().toString());
        assertThat(document.get("time").stringValue()).startsWith("20").endsWith("Z");
        assertThat(document.get("earned").intValue()).isEqualTo(60);
        assertThat(document.get("points").intValue()).isEqualTo(100);
        assertThat(document.get("changed_tests").isEmpty()).isTrue();

        Files.writeString(
                workshop.root().resolve(SUM_TEST),
                read(SUM_TEST).replaceAll("(?s)@Test.*", "@Test void nothing() {}\n}\n"));
        assertThat(coach("run 0.1")).isEqualTo(Coach.RED);
        assertThat(said.replaceAll("\\s+", " "))
                .contains("✘ 0.1", "SumTest.java was changed", "(your changes to them are lost)");
        assertThat(coach("list 0")).isZero();
        assertThat(said).contains("✘ 0.1", " 0/2 exercises");
        for (var partial : new String[] {"", " --partial"}) {
            assertThat(coach("export" + partial)).isEqualTo(Coach.RED);
            document = JsonMapper.shared().readTree(said);
            var sum = document.get("steps").get(0).get("exercises").get(0);
            assertThat(sum.get("earned").intValue()).as("emptied tests" + partial).isZero();
            assertThat(document.get("changed_tests").get(0).stringValue()).isEqualTo(SUM_TEST);
        }
    }

    @Test
    void export_writes_a_file_or_says_before_the_run_why_it_cannot() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        edit(Fixture.SUM, "return", "retrun");
        var file = folder.resolve("scores.csv");
        assertThat(coach("export --as csv -o", "", file.toString())).isEqualTo(Coach.RED);
        assertThat(said).contains("Step 00", "0 of 100 points, in");
        assertThat(Files.readString(file)).contains(",0.1,").contains(",0,60,");

        var nowhere = folder.resolve("nowhere/scores.csv").toString();
        assertThat(coach("export -o", "", nowhere)).isEqualTo(Coach.REFUSED);
        assertThat(said).containsPattern("There\\s+is\\s+no\\s+folder").hasLineCount(2);
        assertThat(coach("export -o", "", folder.toString())).isEqualTo(Coach.REFUSED);
        assertThat(said).containsPattern("is\\s+a\\s+folder");
        assertThat(coach("export --as classroom")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("It can be classroom50, junit");
        assertThat(coach("export --as classroom50")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("CLASSROOM, ASSIGNMENT");

        Files.delete(workshop.step("0").step().manifest());
        assertThat(coach("export")).isEqualTo(Coach.REFUSED);
        assertThat(said).containsPattern("exercises.json\\s+is\\s+gone");
    }

    @Test
    void stick_says_before_it_begins_why_it_cannot() throws Exception {
        var stick = folder.resolve("stick");
        assertThat(coach("stick", "", stick.toString())).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("This needs the workshop's git history");
        Fixture.commit(workshop, "the workshop");
        Fixture.solve(workshop, Fixture.SUM);
        Fixture.commit(workshop, "more of it");
        var shallow = Files.createDirectories(folder.resolve("shallow"));
        try (var git = new Git(shallow)) {
            git.run("clone", "--depth=1", workshop.root().toUri().toString(), ".");
        }
        var here = workshop;
        workshop = new Workshop(shallow);
        assertThat(coach("stick", "", stick.toString())).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("Type: git fetch --unshallow");
        workshop = here;
        Files.createDirectories(stick.resolve("holiday pictures"));
        assertThat(coach("stick", "", stick.toString())).isEqualTo(Coach.REFUSED);
        assertThat(said).containsPattern("is\\s+not\\s+empty");
        assertThat(coach("stick", "", workshop.root().resolve("stick").toString()))
                .isEqualTo(Coach.REFUSED);
        assertThat(said).containsPattern("in\\s+the\\s+workshop\\s+itself");
    }

    @Test
    void the_doctor_looks_at_every_part() throws Exception {
        Fixture.commit(workshop, "the workshop");
        assertThat(coach("doctor --no-offline")).as(said).isZero();
        assertThat(said.lines().map(line -> line.strip().split("\\s+")))
                .filteredOn(words -> words[0].equals("OK"))
                .extracting(words -> words[1])
                .containsExactly(
                        "Workshop",
                        "JDK",
                        "Maven",
                        "Download",
                        "Ports",
                        "Disk",
                        "Files",
                        "Git",
                        "Redis",
                        "Terminal");
        assertThat(said).contains("starts and answers");
    }

    @Test
    void the_doctor_does_not_mind_a_zip() {
        assertThat(coach("doctor --no-offline")).as(said).isZero();
        assertThat(said.replaceAll("\\s+", " "))
                .contains("OK Git not a git clone: all works here but");
    }

    @Test
    void the_doctor_deletes_the_archives_of_classes_and_checks_nothing() throws Exception {
        var home = System.setProperty("user.home", folder.toString());
        try {
            var archives = folder.resolve(".cache/serializing-things/classes");
            Files.createDirectories(archives);
            Files.write(archives.resolve("0-1.jsa"), new byte[3 << 20]);
            Files.write(archives.resolve("making-1-1.tmp"), new byte[1 << 20]);
            assertThat(coach("doctor --forget-archive")).isZero();
            assertThat(said).isEqualTo("4 MB are free again.\n");
            assertThat(archives).isEmptyDirectory();

            Files.createDirectories(archives.resolve("0-2.jsa/in use"));
            assertThat(coach("doctor --forget-archive")).isEqualTo(Coach.REFUSED);
            assertThat(said).startsWith("An archive could not be deleted");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void trouble_with_files_is_told_in_a_sentence() throws Exception {
        var readme = workshop.root().resolve(Fixture.STEP).resolve("README.md");
        var latin1 = Files.readString(readme).replace("One number", "Caf\u00e9: one number");
        Files.write(readme, latin1.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(coach("hint 0.1")).isZero();
        assertThat(said).contains("Caf", ": one number");
        Files.delete(readme);
        assertThat(coach("hint 0.1")).isEqualTo(Coach.REFUSED);
        assertThat(said.replaceAll("\\s+", " "))
                .contains("README.md is not there.")
                .doesNotContain("Exception");

        Files.writeString(workshop.step("0").step().manifest(), "{");
        for (var command : List.of("list", "run 0.1", "hint 0.1", "export")) {
            assertThat(coach(command)).as(command).isEqualTo(Coach.REFUSED);
            assertThat(said.replaceAll("\\s+", " "))
                    .contains("exercises.json cannot be read or written: it is not JSON")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void branch_writes_the_solutions_and_refuses_in_words() throws Exception {
        assertThat(coach("branch")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("so there can be no branch").doesNotContain("Exception");
        Fixture.commit(workshop, "the workshop");
        assertThat(coach("branch")).isZero();
        assertThat(said).contains("The branch solutions is written");
        try (var git = new Git(workshop.root())) {
            assertThat(git.run("show", "solutions:" + Fixture.SUM)).contains("IntStream");
        }
        assertThat(read(Fixture.SUM)).contains(START);
    }

    @Test
    void the_glossary_has_every_word_of_its_file_with_the_exercise() throws Exception {
        var file = Path.of("../glossary.csv");
        Files.createDirectories(workshop.root().resolve("workshop"));
        Files.copy(file, workshop.root().resolve("workshop/glossary.csv"));
        assertThat(coach("glossary")).isZero();
        assertThat(Files.readAllLines(file).stream().skip(1))
                .hasSizeGreaterThan(7)
                .allSatisfy(
                        row -> {
                            var word = row.substring(0, row.indexOf(','));
                            var exercise = row.substring(row.lastIndexOf(',') + 1);
                            assertThat(said).contains("  %s · %s\n".formatted(word, exercise));
                        });
    }

    @Test
    void a_step_without_races_says_so() {
        assertThat(coach("race 0")).isEqualTo(Coach.REFUSED);
        assertThat(said).contains("step-00-fixture has no race demos");
    }

    /** Runs a command; the answer, if any, is what the person types. */
    private int coach(String command, String... answerAndMore) {
        var arguments =
                Stream.concat(
                                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()),
                                Stream.of(answerAndMore).skip(1))
                        .toList();
        var answer =
                answerAndMore.length == 0 || answerAndMore[0].isEmpty()
                        ? ""
                        : answerAndMore[0] + "\n";
        var text = new StringWriter();
        var out = new PrintWriter(text, true);
        var terminal = new TextStyle(false, true);
        var in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
        var code =
                new Coach(workshop, terminal, new Prompt.AtTerminal(in, terminal), out, out)
                        .run(arguments.toArray(String[]::new));
        said = text.toString();
        assertThat(said).as("without colour there is no escape byte").doesNotContain("\u001B");
        if (!command.matches("(export|solution).*")) {
            assertThat(
                            said.lines()
                                    .filter(
                                            line ->
                                                    !line.contains(folder.toString())
                                                            && !line.contains("/kept/")))
                    .as("lines that fit the terminal")
                    .allMatch(line -> line.length() <= TextStyle.WIDTH);
        }
        return code;
    }

    private String read(String file) throws IOException {
        return Files.readString(workshop.root().resolve(file));
    }

    private void edit(String file, String from, String to) throws IOException {
        assertThat(read(file)).contains(from);
        Files.writeString(workshop.root().resolve(file), read(file).replace(from, to));
    }
}
