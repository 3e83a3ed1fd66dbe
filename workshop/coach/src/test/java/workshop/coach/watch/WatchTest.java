package workshop.coach.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.Fixture;
import workshop.coach.Main;
import workshop.coach.steps.Workshop;
import workshop.grading.step.StepFolder;

/**
 * {@code watch} at a real pseudo-terminal: keys and saves go in, and what counts is what can be
 * seen.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals of this kind")
class WatchTest {

    private static final String START = "TODO 0.1: add the numbers";
    private static final String ESCAPE = "\u001B";

    @TempDir private Path folder;
    private Workshop workshop;
    private Tty tty;
    private int columns = 80;

    /** More options for the watch's JVM. */
    private List<String> java = List.of();

    @BeforeEach
    void makeWorkshop() throws IOException {
        workshop = Fixture.in(folder.resolve("a path with spaces"));
    }

    @AfterEach
    void close() throws IOException {
        if (tty != null) {
            tty.close();
        }
    }

    @Test
    void a_learner_s_way_through_a_step() throws Exception {
        Fixture.commit(workshop, "the workshop");
        watch(Map.of());
        tty.awaitScreen(
                "Step 00 · A step to try the proof on",
                "✘ 0.1 ★☆☆ A sum",
                START,
                "edit  " + Fixture.SUM + ":6",
                "░░░░░░░░░░  0/2 exercises · 0/100 points",
                "h hint  n next",
                "q quit");
        assertThat(tty.raw()).as("colour").contains(ESCAPE + "[31m");

        tty.type("h");
        tty.awaitScreen("Hint 1: a nudge", "One number after the other.", "h shows the next hint.");
        tty.type("hh");
        tty.awaitScreen("sum += number;", "That was the last hint.");

        Fixture.spoil(workshop, "first-only");
        tty.awaitScreen("the sum of 1, 2 and -4", "✘ 0.1");
        tty.type("s");
        tty.awaitScreen("0.1 is not green yet. Show the solution for all of Sum.java? [y/N]");
        tty.type("n");
        Fixture.solve(workshop, Fixture.SUM);
        tty.awaitScreen(
                "✔ 0.1",
                "██████░░░░  1/2 exercises · 60/100 points",
                "n goes on to the next exercise; 1 of 2 are left.");
        tty.type("s");
        tty.awaitScreen("Your file and the solution are identical.");

        tty.type("n");
        tty.awaitScreen("✘ 0.2 ★☆☆ A greeting", "A greeting for nobody");
        Fixture.spoil(workshop, "first-only");
        tty.awaitScreen("✘ 0.2", "! 0.1 was green, and is red again: A sum", "0/2 exercises");
        tty.type("l");
        tty.awaitScreen("✘ 0.1", "✘ 0.2", "Trail  00 ░░░░░░░░░░   0");
        tty.type("lp");
        tty.awaitScreen("✘ 0.1", "the sum of 1, 2 and -4");

        tty.type("x");
        tty.awaitScreen("Put Sum.java back as it was? Your version is kept. Type yes:");
        tty.type("ye");
        tty.awaitScreen("Type yes: ye");
        tty.type("s");
        tty.awaitScreen(START, "Your version is kept in .coach/kept/");
        assertThat(read(Fixture.SUM)).contains(START);
        tty.type("d");
        tty.awaitScreen("There is no page of a race yet.");

        tty.type("q");
        assertThat(tty.exitCode()).isZero();
        tty.awaitRaw("Go on with   " + StepFolder.COACH + " watch 0");
        assertThat(workshop.root().resolve("step-00-fixture/target/workshop/report.html")).exists();
    }

    @Test
    void code_that_misbehaves_gets_its_verdict_and_the_coach_lives_on() throws Exception {
        watch(Map.of());
        tty.awaitScreen(START);
        Fixture.spoil(workshop, "endless");
        tty.awaitScreen("an endless loop or a deadlock?");
        Fixture.spoil(workshop, "exits");
        tty.awaitScreen("exit code 3", "does your code call System.exit");

        var right = read("solutions/" + Fixture.SUM);
        Files.writeString(workshop.root().resolve(Fixture.SUM), right.replace("sum()", "smu()"));
        tty.awaitScreen(
                "✘ This does not compile.",
                "Sum.java:8",
                "return IntStream.of(numbers).smu();",
                "cannot find symbol");
        assertThat(tty.screen()).doesNotContain("exit code", "BUILD");
        Files.delete(workshop.root().resolve(Fixture.SUM));
        tty.awaitScreen("SumTest.java", "cannot find symbol");

        Fixture.solve(workshop, Fixture.SUM);
        tty.awaitScreen("✔ 0.1");
        tty.type("\u0003"); // Ctrl-C
        tty.awaitRaw("Go on with");
    }

    @Test
    void what_a_red_exercise_prints_is_shown_beside_it() throws Exception {
        var broken =
                read(Fixture.SUM)
                        .replace(
                                "throw new",
                                "System.out.println(\"I was here\");"
                                        + " new Exception(\"and here\").printStackTrace();"
                                        + " throw new");
        Files.writeString(workshop.root().resolve(Fixture.SUM), broken);
        watch(Map.of());
        tty.awaitScreen(
                START,
                "    printed",
                "I was here",
                "java.lang.Exception: and here",
                "at workshop.step00.Sum.of(Sum.java:7)",
                "at workshop.step00.SumTest");
        assertThat(tty.screen()).doesNotContain("org.junit");
    }

    @Test
    void a_restart_knows_what_was_solved_because_it_runs_it() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        watch(Map.of());
        tty.awaitScreen("✘ 0.2 ★☆☆ A greeting", "60/100 points");
        Fixture.solve(workshop, Fixture.GREETING);
        tty.awaitScreen("✔ 0.2", "100/100 points", "The whole step is green.");
        tty.type("n");
        tty.awaitScreen("All is done, in every step. Well done!");
    }

    @Test
    void the_last_step_alone_is_not_all() throws Exception {
        solveTwoSteps();
        watch(Map.of(), "1");
        tty.awaitScreen("The whole step is green.");
        tty.type("n");
        tty.awaitScreen(
                "This was the last step. Not green, or changed since their last run: step 0");
    }

    /** The fixture's step, and the same one again as a later one. */
    private void solveTwoSteps() throws IOException {
        for (var file : List.of(Fixture.SUM, Fixture.GREETING)) {
            Fixture.solve(workshop, file);
        }
        Fixture.copy(
                workshop.root().resolve("step-00-fixture"),
                workshop.root().resolve("step-01-later"));
    }

    @Test
    void a_step_that_was_green_and_has_changed_is_not_done() throws Exception {
        solveTwoSteps();
        watch(Map.of(), "0");
        tty.awaitScreen("The whole step is green.");
        tty.type("q");
        assertThat(tty.exitCode()).isZero();
        tty.close();
        watch(Map.of(), "1");
        tty.awaitScreen("The whole step is green.");
        tty.type("n");
        tty.awaitScreen("All is done, in every step. Well done!");
        Fixture.spoil(workshop, "first-only");
        tty.type("n");
        tty.awaitScreen(
                "This was the last step. Not green, or changed since their last run: step 0");
    }

    @Test
    void while_the_learner_thinks_the_other_steps_are_compiled() throws Exception {
        var later = workshop.root().resolve("step-01-later");
        Fixture.copy(workshop.root().resolve("step-00-fixture"), later);
        watch(Map.of());
        tty.awaitScreen(START);
        // Another process writes the file, and shows nothing on its screen.
        while (Files.notExists(StepFolder.at(later).compiled())) {
            Thread.sleep(50); // until it is there, or this test's time is up
        }
        Fixture.solve(workshop, Fixture.SUM);
        tty.awaitScreen("✔ 0.1");
    }

    @Test
    void what_is_pasted_is_no_key() throws Exception {
        Fixture.commit(workshop, "the workshop");
        watch(Map.of());
        tty.awaitScreen(START);
        assertThat(tty.raw()).contains(ESCAPE + "[?2004h");
        Fixture.spoil(workshop, "first-only");
        tty.awaitScreen("the sum of 1, 2 and -4");
        tty.type(ESCAPE + "[200~xyes var proxy = (HibernateProxy) object;q" + ESCAPE + "[201~");
        tty.type("xyesq");
        Thread.sleep(500); // a person's next key comes later
        tty.type("h");
        tty.awaitScreen("Hint 1: a nudge");
        tty.type(ESCAPE);
        tty.awaitScreen("the sum of 1, 2 and -4");
        assertThat(workshop.root().resolve(".coach/kept")).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_read_for_a_moment_stops_nothing() throws Exception {
        watch(Map.of());
        tty.awaitScreen(START);
        var sum = workshop.root().resolve(Fixture.SUM);
        Files.delete(sum);
        Files.createDirectory(sum); // root can read whatever its permissions are
        tty.awaitScreen("SumTest.java");
        Files.delete(sum);
        Files.write(sum, "// \u00FC\n".getBytes(ISO_8859_1));
        tty.awaitScreen("unmappable character for encoding UTF-8");
        tty.type("p");
        tty.type("s");
        tty.awaitScreen("Show the solution for all of Sum.java? [y/N]");
        tty.type("y");
        tty.awaitScreen("return IntStream.of(numbers).sum();");
        Fixture.solve(workshop, Fixture.SUM);
        tty.awaitScreen("✔ 0.1");
    }

    @Test
    void a_key_that_misses_a_file_says_so_and_ends_nothing() throws Exception {
        watch(Map.of());
        tty.awaitScreen(START);
        var readme = workshop.root().resolve("step-00-fixture/README.md");
        var text = Files.readString(readme);
        Files.delete(readme);
        tty.type("h");
        tty.awaitScreen("step-00-fixture/README.md");
        Files.writeString(readme, text);
        tty.type("h");
        tty.awaitScreen("Hint 1: a nudge");
    }

    @Test
    void who_quits_before_all_has_run_gets_no_score() throws Exception {
        Fixture.spoil(workshop, "endless");
        watch(Map.of(), "--plain");
        tty.awaitRaw("h hint, n next");
        tty.type("q\n");
        assertThat(tty.exitCode()).isZero();
        assertThat(tty.raw()).contains("Go on with").doesNotContain("0/2 exercises");
    }

    @Test
    void without_an_input_it_goes_on_watching_and_no_score_is_made_up() throws Exception {
        var out = folder.resolve("out");
        var process =
                command("--plain")
                        .redirectInput(Files.createFile(folder.resolve("nothing")).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            awaitText(out, "There is no input, so there are no keys.");
            awaitText(out, "0.1 A sum: red");
            Fixture.solve(workshop, Fixture.SUM);
            awaitText(out, "0.1 A sum: green");
            assertThat(process.isAlive()).isTrue();
        } finally {
            var all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
            process.destroy();
            all.forEach(each -> each.onExit().join()); // they write into the folder
        }
    }

    private static void awaitText(Path file, String text) throws Exception {
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            Thread.sleep(50); // until it is there, or this test's time is up
        }
    }

    @Test
    void without_colour_the_screen_is_drawn_without_a_colour_or_a_typeface() throws Exception {
        watch(Map.of("NO_COLOR", "1"));
        tty.awaitScreen("✘ 0.1 ★☆☆ A sum", START);
        assertThat(tty.raw()).doesNotContainPattern(ESCAPE + "\\[[0-9;]*m");
    }

    @Test
    void plain_lines_have_no_escapes_and_nothing_twice() throws Exception {
        watch(Map.of(), "--plain");
        tty.awaitRaw("h hint, n next");
        tty.awaitRaw("0.1 A sum: red, 1 of 3 stars, 60 points");
        tty.type("h\n");
        tty.awaitRaw("One number after the other.");
        Fixture.solve(workshop, Fixture.SUM);
        tty.awaitRaw("0.1 A sum: green");
        tty.awaitRaw(
                "Step 00 · A step to try the proof on: 1 of 2 exercises are green, 60 of 100"
                        + " points");
        tty.type("q\n");
        assertThat(tty.exitCode()).isZero();
        assertThat(tty.raw())
                .doesNotContain(ESCAPE)
                .containsOnlyOnce("One number after the other.")
                .containsOnlyOnce(": green")
                .doesNotContain("not run yet");
    }

    @Test
    void plain_lines_tell_each_change_once_and_what_has_not_changed_in_a_line() throws Exception {
        watch(Map.of(), "--plain");
        tty.awaitRaw("0.1 A sum: red, 1 of 3 stars, 60 points");
        tty.type("d\n");
        tty.awaitRaw("! There is no page of a race yet.");
        tty.type("what\n");
        tty.awaitRaw("\"what\" is not a key. The keys are: h hint, ");
        tty.type("ps\n");
        tty.awaitRaw("\"ps\" is not a key.");
        assertThat(tty.raw()).as("the verdict").containsOnlyOnce(START);

        Files.writeString(
                workshop.root().resolve(Fixture.SUM), read(Fixture.SUM) + "// the same\n");
        tty.awaitRaw("As before: 0.1 A sum: red");
        tty.type("l\n");
        tty.awaitRaw("Step 00: 0 of 100 points");
        tty.type("0.2\n");
        tty.awaitRaw("A greeting for nobody");
        assertThat(tty.raw()).doesNotContain("░");
    }

    @Test
    void the_list_is_to_move_in_to_filter_and_to_jump_from() throws Exception {
        Fixture.solve(workshop, Fixture.SUM);
        watch(Map.of());
        tty.awaitScreen("✘ 0.2 ★☆☆ A greeting", "60/100 points");
        tty.type("l");
        tty.awaitScreen("  ✔ 0.1", "> ✘ 0.2", "Up and down choose.");
        tty.type(ESCAPE + "[A");
        tty.awaitScreen("> ✔ 0.1", "  ✘ 0.2");
        tty.type("f");
        tty.awaitScreen("> ✘ 0.2");
        assertThat(tty.screen()).doesNotContain("0.1");
        tty.type("f");
        tty.awaitScreen("✔ 0.1");
        tty.type("k\r");
        tty.awaitScreen("✔ 0.1", "s compares your file with the solution.");
    }

    @Test
    void a_key_checks_every_step() throws Exception {
        Fixture.copy(
                workshop.root().resolve("step-00-fixture"),
                workshop.root().resolve("step-01-later"));
        Fixture.copy(
                workshop.root().resolve("solutions/step-00-fixture"),
                workshop.root().resolve("solutions/step-01-later"));
        Fixture.solve(workshop, Fixture.SUM);
        watch(Map.of());
        tty.awaitScreen("✘ 0.2 ★☆☆ A greeting", "60/100 points");
        tty.type("c");
        tty.awaitScreen("✘ 0.2", "✘ 0.1", "Still red: 3 of 4 exercises. Esc goes back.");
        assertThat(tty.screen().indexOf("Still red"))
                .as("on the first page, however many are red")
                .isLessThan(tty.screen().indexOf("✘ 0.2"));
        assertThat(workshop.root().resolve(".coach/progress/step-01.json")).exists();
        tty.type(ESCAPE);
        tty.awaitScreen("A greeting for nobody");
    }

    @Test
    void a_path_is_a_link_where_the_terminal_has_links() throws Exception {
        watch(Map.of("TERM_PROGRAM", "WezTerm"));
        tty.awaitScreen(START, "edit  " + Fixture.SUM + ":6");
        var file = workshop.root().resolve(Fixture.SUM).toUri();
        assertThat(tty.raw()).contains(ESCAPE + "]8;;" + file + ESCAPE + "\\" + Fixture.SUM + ":6");
    }

    @Test
    void a_key_opens_the_file_at_the_line() throws Exception {
        var opened = folder.resolve("opened");
        var editor =
                Files.writeString(folder.resolve("editor"), "#!/bin/sh\necho \"$@\" > opened\n");
        editor.toFile().setExecutable(true);
        watch(Map.of(), "--edit-cmd", "\"" + editor + "\" --at {line} \"{file}\"");
        tty.awaitScreen(START);
        tty.type("e");
        tty.awaitScreen("editor has Sum.java");
        awaitText(opened, "--at 6 " + workshop.root().resolve(Fixture.SUM));
    }

    @Test
    void a_narrow_terminal_shows_all_keys_and_breaks_no_word() throws Exception {
        columns = 60;
        watch(Map.of());
        tty.awaitScreen(START, "h hint  n next", "q quit");
        tty.awaitScreen(
                "  ░░░░░░░░░░  0/2 exercises · 0/100 points",
                "✘ 0.1 ★☆☆ A sum" + " ".repeat(34) + "60 points");
        tty.type("l");
        tty.awaitScreen("✘ 0.2 ★☆☆ A greeting" + " ".repeat(29) + "40 points");
    }

    @Test
    void the_end_of_all_keys_is_the_end_also_when_something_is_asked() throws Exception {
        watch(Map.of(), "--plain");
        tty.awaitRaw("0.1 A sum: red");
        tty.type("s\n");
        tty.awaitRaw("0.1 is not green yet. Show the solution for all of Sum.java? [y/N]");
        tty.type("\u0004"); // Ctrl-D
        assertThat(tty.exitCode()).isZero();
    }

    @Test
    void what_a_killed_watch_left_in_the_folder_for_temporary_files_goes_at_the_next()
            throws Exception {
        var temporary = Files.createDirectory(folder.resolve("temporary"));
        java = List.of("-Djava.io.tmpdir=" + temporary);
        watch(Map.of());
        tty.awaitScreen(START);
        assertThat(filesIn(temporary)).anyMatch(name -> name.contains("jline"));
        tty.close(); // kill -9

        watch(Map.of());
        tty.awaitScreen(START);
        tty.type("q");
        assertThat(tty.exitCode()).isZero();
        assertThat(filesIn(temporary)).noneMatch(name -> name.matches(".*(jline|workshop).*"));
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }

    @Test
    void a_terminal_that_cannot_redraw_gets_plain_lines_by_itself() throws Exception {
        watch(Map.of("TERM", "dumb"));
        tty.awaitRaw("0.1 A sum: red");
        assertThat(tty.raw()).doesNotContain(ESCAPE);
    }

    private void watch(Map<String, String> environment, String... options) throws IOException {
        tty = new Tty(command(options), environment, columns);
    }

    private ProcessBuilder command(String... options) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dworkshop.root=" + workshop.root()));
        command.addAll(java);
        command.addAll(List.of(Main.class.getName(), "watch"));
        command.addAll(List.of(options));
        var program = new ProcessBuilder(command).directory(folder.toFile());
        program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return program;
    }

    private String read(String file) throws IOException {
        return Files.readString(workshop.root().resolve(file));
    }
}
