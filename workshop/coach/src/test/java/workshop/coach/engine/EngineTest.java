package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.discoveryRequest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;
import workshop.grading.ExerciseResult;
import workshop.grading.Status;
import workshop.grading.TestResult;
import workshop.grading.step.StepFolder;

/** The engine on a step of two exercises, of which the first misbehaves. */
class EngineTest {

    private static final String TEST =
            """
            package workshop.step00;

            import java.lang.ref.WeakReference;
            import java.nio.file.*;
            import java.util.*;
            import org.junit.jupiter.api.*;
            import workshop.grading.Exercise;

            @Exercise(id = "0.%d", title = "Exercise", points = 50, stars = 1, edit = "Answer.java")
            class Exercise%dTest {

                %s
            }
            """;
    private static final String GREEN =
            "@Test void it_is_well() { System.out.println(\"printed\"); }";

    private static Engine engine;

    @TempDir private Path root;
    private StepFolder step;

    @BeforeAll
    static void warmUp() throws IOException {
        engine = new Engine(Duration.ofSeconds(10)).keepSpare();
    }

    @BeforeEach
    void makeStep() throws IOException {
        step = StepFolder.at(root.resolve("step-00-fixture"));
        write("pom.xml", "<name>Step 00</name>");
        write(
                "src/main/java/workshop/step00/Answer.java",
                "package workshop.step00;\n\nclass Answer {\n}\n");
        write("src/test/java/workshop/step00/Exercise2Test.java", TEST.formatted(2, 2, GREEN));
    }

    @AfterAll
    static void stop() throws IOException {
        engine.close();
    }

    @Test
    void what_is_printed_is_kept_but_not_without_end() throws Exception {
        run(
                """
                @Test void it_prints() {
                    for (int i = 0; i < 100_000; i++) {
                        System.out.println("line " + i);
                    }
                    new Exception("printed").printStackTrace();
                    org.slf4j.LoggerFactory.getLogger("a.Forum").error("no such question");
                    org.assertj.core.api.Assertions.fail("red");
                }\
                """);
        assertThat(engine.printed("0.1"))
                .hasSizeLessThan(20_000)
                .contains("line 99999", "java.lang.Exception: printed")
                .contains("ERROR Forum: no such question")
                .doesNotContain("line 0\n");
    }

    @Test
    void what_hangs_outside_of_a_test_is_stopped_and_the_next_exercise_runs() throws Exception {
        var results =
                run(
                        "@BeforeEach void hang() { new"
                                + " java.util.concurrent.Semaphore(0).acquireUninterruptibly(); }\n"
                                + GREEN);
        assertThat(results.get(0).green()).as("whether what hangs is green").isFalse();
        assertThat(results.get(0).tests().get(0).message())
                .containsPattern("was not finished after [1-9]\\d seconds: an endless loop");
        assertThat(results.get(0).tests().get(0).name()).isEqualTo("it is well");
        assertGreen(results.get(1));
    }

    @Test
    void a_test_has_as_much_time_as_the_machine_needs_to_start_a_few_jvms() throws Exception {
        try (var impatient = new Engine(Duration.ofMillis(1))) {
            assertGreen(
                    run(
                            impatient,
                            "@Test void it_waits() throws Exception { Thread.sleep(100); }"));
        }
    }

    @Test
    void what_ends_the_jvm_outside_of_a_test_is_named() throws Exception {
        var results = run("static { Runtime.getRuntime().halt(7); }\n" + GREEN);
        assertThat(results.get(0).tests().get(0).message())
                .isEqualTo(
                        "ended its JVM with exit code 7: does your code call System.exit or halt?");
        assertGreen(results.get(1));
    }

    @Test
    void what_was_red_before_the_jvm_ended_is_told() throws Exception {
        var results =
                run(
                        """
                        @Test void a_first() { Assertions.fail("The first is red."); }
                        @Test void b_second() { }
                        @Test void c_third() { Runtime.getRuntime().halt(7); }\
                        """);
        assertThat(results.get(0).tests())
                .extracting(TestResult::name, TestResult::green)
                .containsExactly(
                        tuple("a first", false), tuple("b second", true), tuple("c third", false));
        assertThat(results.get(0).tests().get(0).message()).isEqualTo("The first is red.");
        assertThat(results.get(0).tests().get(2).message()).contains("exit code 7");
        assertGreen(results.get(1));
    }

    @Test
    void after_a_test_that_the_explorer_found_stuck_no_other_of_its_exercise_runs()
            throws Exception {
        var results =
                run(
                        """
                        @Test void a_race() {
                            workshop.interleavings.Interleavings.of(Object::new)
                                    .actor("web", world -> { while (true) Thread.onSpinWait(); })
                                    .explore();
                        }
                        @Test void b_second() { }\
                        """);
        assertThat(results.get(0).tests())
                .extracting(TestResult::name, TestResult::status)
                .containsExactly(tuple("a race", Status.FAILED), tuple("b second", Status.SKIPPED));
        assertGreen(results.get(1));
    }

    @Test
    void no_exit_code_is_taken_for_the_coach_s_own_mistake() throws Exception {
        var results = run("static { Runtime.getRuntime().halt(70); }\n" + GREEN);
        assertThat(results.get(0).tests().get(0).message()).contains("exit code 70");
        assertGreen(results.get(1));
    }

    @Test
    void what_is_written_past_the_output_wedges_nothing() throws Exception {
        assertGreen(
                run(
                        """
                        @Test void it_speaks_for_the_runner() throws Exception {
                            var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                            out.write("\\n%s{no json\\nand more".getBytes());
                        }\
                        """
                                .formatted(RunnerProtocol.MARK)));
    }

    @Test
    void jvms_and_servers_that_someone_kills_are_started_again() throws Exception {
        var ping = "@Test void it_has_redis() { workshop.redis.Redis.client().ping(); }";
        assertGreen(run(ping));
        var killed = ProcessHandle.current().descendants().toList();
        killed.forEach(ProcessHandle::destroyForcibly);
        killed.forEach(process -> process.onExit().join());
        assertGreen(run(ping));
    }

    @Test
    void an_error_that_junit_lets_through_is_the_test_s_own() throws Exception {
        var results =
                run("@Test void it_wants_too_much() { throw new OutOfMemoryError(\"too much\"); }");
        assertThat(results.get(0).tests())
                .singleElement()
                .satisfies(
                        test -> {
                            assertThat(test.name()).isEqualTo("it wants too much");
                            assertThat(test.message()).contains("OutOfMemoryError: too much");
                        });
        assertGreen(results.get(1));
    }

    @Test
    void a_step_s_own_resource_hides_the_kit_s() throws Exception {
        write("src/main/resources/application.properties", "mine = true");
        var results =
                run(
                        """
                        @Test void it_finds_its_own() throws Exception {
                            var loader = Thread.currentThread().getContextClassLoader();
                            try (var in = loader.getResourceAsStream("application.properties")) {
                                var own = new String(in.readAllBytes());
                                Assertions.assertEquals("mine = true", own);
                            }
                            var found = loader.getResources("application.properties");
                            var all = Collections.list(found);
                            Assertions.assertEquals(2, all.size(), "its own and the kit's: " + all);
                        }
                        """);
        assertGreen(results);
    }

    @Test
    void a_changed_class_is_a_new_class_in_the_same_jvm() throws Exception {
        var body =
                """
                static int runs;

                @Test void it_is_the_first_run() {
                    Assertions.assertEquals(1, ++runs);
                    Assertions.assertEquals(1L, Long.getLong("jvm", 1));
                    System.setProperty("jvm", "%d");
                }
                """;
        assertGreen(run(body.formatted(1)));
        assertGreen(run(body.formatted(2)));
        assertThat(run(body.formatted(3)).get(0).tests().get(0).message())
                .contains("expected: <1> but was: <2>");
    }

    @Test
    void what_one_build_did_not_have_the_next_one_may() throws Exception {
        var body =
                """
                @Test void there_is_%1$s_of_each() throws Exception {
                    var loader = Thread.currentThread().getContextClassLoader();
                    var found = loader.getResource("later.txt") == null ? 0 : 1;
                    Assertions.assertEquals(%1$d, found);
                    Assertions.assertEquals(
                            %1$d, Collections.list(loader.getResources("later.txt")).size());
                    try {
                        Class.forName("workshop.step00.Later");
                        Assertions.assertEquals(%1$d, 1);
                    } catch (ClassNotFoundException e) {
                        Assertions.assertEquals(%1$d, 0);
                    }
                }
                """;
        assertGreen(run(body.formatted(0)));
        write("src/main/resources/later.txt", "now");
        write(
                "src/main/java/workshop/step00/Later.java",
                "package workshop.step00;\n\nclass Later {}\n");
        assertGreen(run(body.formatted(1)));
    }

    @Test
    void a_run_that_no_one_waits_for_any_more_is_abandoned() throws Exception {
        var begun = root.resolve("begun");
        interruptWhenThereIs(begun);
        var hangs =
                """
                @Test void it_hangs() throws Exception {
                    Files.createFile(Path.of(java.net.URI.create("%s")));
                    while (true) { Thread.onSpinWait(); }
                }
                """
                        .formatted(begun.toUri());
        assertThatThrownBy(() -> run(hangs)).isInstanceOf(InterruptedException.class);

        assertGreen(run(GREEN));
    }

    @Test
    void a_build_in_an_interrupted_thread_does_not_blame_the_sources() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::build).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted())
                .as("whether the thread is still interrupted after the build")
                .isTrue();
        try (var compiled = build()) {
            assertThat(compiled.errors()).isEmpty();
        }
    }

    @Test
    void a_warm_runner_outlives_a_run_that_was_abandoned_near_its_end() throws Exception {
        try (var patient =
                new Engine(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(1),
                        ClassArchive.folder(),
                        List.of())) {
            var begun = root.resolve("begun");
            interruptWhenThereIs(begun);
            var ends =
                    """
                    @Test void it_ends() throws Exception {
                        System.setProperty("same", "jvm");
                        var begun = Files.createFile(Path.of(java.net.URI.create("%s")));
                        while (Files.exists(begun)) { Thread.onSpinWait(); }
                    }
                    """
                            .formatted(begun.toUri());
            assertThatThrownBy(() -> run(patient, ends)).isInstanceOf(InterruptedException.class);
            Files.delete(begun);

            var sameJvm =
                    """
                    @Test void it_is_the_same() {
                        Assertions.assertEquals("jvm", System.getProperty("same"));
                    }
                    """;
            assertGreen(run(patient, sameJvm));
        }
    }

    private static void interruptWhenThereIs(Path file) {
        var learner = Thread.currentThread();
        CompletableFuture.runAsync(
                () -> {
                    while (Files.notExists(file)) {
                        Thread.onSpinWait();
                    }
                    learner.interrupt();
                });
    }

    @Test
    void the_classes_of_earlier_builds_are_forgotten() throws Exception {
        var body =
                """
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @interface Own { }

                @Own @Test @SuppressWarnings("unchecked") void it_counts_the_builds_before_it() {
                    var loaders = (List<WeakReference<ClassLoader>>) System.getProperties()
                            .computeIfAbsent("loaders", key -> new ArrayList<>());
                    loaders.add(new WeakReference<>(getClass().getClassLoader()));
                    System.gc();
                    var left = loaders.stream().filter(loader -> loader.get() != null).count();
                    Assertions.assertTrue(left <= 2,
                            left + " of " + loaders.size() + " builds are still in memory");
                }
                """;
        for (var i = 0; i < 6; i++) {
            assertGreen(run(body));
        }
    }

    @Test
    void what_a_cache_keeps_of_earlier_builds_is_freed_now_and_then() throws Exception {
        var body =
                """
                @Test @SuppressWarnings("unchecked") void it_is_cached() {
                    var cache = (List<java.lang.ref.SoftReference<Class<?>>>) System.getProperties()
                            .computeIfAbsent("cache", key -> new ArrayList<>());
                    cache.add(new java.lang.ref.SoftReference<>(getClass()));
                    %s
                }
                """;
        for (var i = 0; i < RunnerMain.BUILDS_TO_KEEP + 5; i++) {
            assertGreen(run(body.formatted("")));
        }
        var count =
                """
                var left = cache.stream().filter(type -> type.get() != null).count();
                Assertions.assertTrue(left <= %d,
                        left + " of " + cache.size() + " builds are still in memory");
                """
                        .formatted(RunnerMain.BUILDS_TO_KEEP + 1);
        assertGreen(run(body.formatted(count)));
    }

    @Test
    void the_warm_up_does_what_it_says() {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        discoveryRequest()
                                .selectors(selectClass(WarmUp.class))
                                // More than the seven seconds of all tests: a machine may be busy.
                                .configurationParameter(
                                        Timeout.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME,
                                        "60 s")
                                .forExecution()
                                .listeners(summary)
                                .build());
        assertThat(summary.getSummary().getFailures())
                .extracting(Failure::getException)
                .as(
                        "Failures of the warm-up. The coach does not show them: each first verdict"
                                + " would only be late.")
                .isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
    }

    @Test
    void what_was_compiled_is_kept_for_the_next_engine_unless_it_is_of_no_use() throws Exception {
        var cache = cacheFile();
        for (var left : List.of("", "not JSON", "{}", "null")) {
            try (var other = new Engine(Duration.ofSeconds(10)).keepCompiled()) {
                assertGreen(run(other, GREEN)); // whatever the file holds
            }
            assertThat(new CompiledCache("another Java").read(step))
                    .as("what another Java finds in it")
                    .isEmpty();
            assertThat(Files.readString(cache)).contains("Answer.java", "Exercise1Test");
            assertThat(Files.list(cache.getParent()))
                    .as("what is there besides, after a coach was killed that wrote a draft")
                    .containsExactly(cache);
            Files.writeString(cache, left);
            Files.writeString(cache.resolveSibling("step-00.json.draft"), "half");
        }
    }

    @Test
    void what_was_compiled_ahead_is_there_for_the_next_engine() throws Exception {
        write("src/test/java/workshop/step00/Exercise1Test.java", TEST.formatted(1, 1, GREEN));
        try (var other = new Engine(Duration.ofSeconds(10)).keepCompiled()) {
            other.compileAhead(new StepSources(step.module(), root));
            assertThat(cacheFile())
                    .as("what is kept, while the engine goes on")
                    .content()
                    .contains("Answer.java", "Exercise1Test");
        }
    }

    @Test
    void a_compile_error_names_its_line() throws Exception {
        write(
                "src/main/java/workshop/step00/Answer.java",
                "package workshop.step00;\n\nclass Answer {\n    int seven = \"7\";\n}\n");
        try (var compiled = build()) {
            assertThat(compiled.errors())
                    .singleElement()
                    .hasToString(
                            "Answer.java:4 incompatible types: java.lang.String cannot be converted"
                                    + " to int\n    int seven = \"7\";");
        }
    }

    @Test
    void a_file_that_is_not_utf_8_is_named() throws Exception {
        Files.write(
                step.module().resolve("src/main/java/workshop/step00/Answer.java"),
                "package workshop.step00;\n\n// schön\nclass Answer {\n}\n".getBytes(ISO_8859_1));
        try (var compiled = build()) {
            assertThat(compiled.errors())
                    .singleElement()
                    .asString()
                    .startsWith("Answer.java:3 unmappable character for encoding UTF-8");
        }
    }

    /** Where the engine keeps what it compiled. */
    private Path cacheFile() {
        return root.resolve(".coach/compiled/step-00.json");
    }

    private static void assertGreen(List<ExerciseResult> results) {
        assertThat(results).isNotEmpty().allSatisfy(EngineTest::assertGreen);
    }

    private static void assertGreen(ExerciseResult result) {
        assertThat(result.tests())
                .as("The tests of exercise %s, all of which must be green.", result.id())
                .isNotEmpty()
                .allMatch(TestResult::green, "is green");
    }

    private List<ExerciseResult> run(String body) throws Exception {
        return run(engine, body);
    }

    private List<ExerciseResult> run(Engine engine, String body) throws Exception {
        write("src/test/java/workshop/step00/Exercise1Test.java", TEST.formatted(1, 1, body));
        try (var compiled = build(engine)) {
            assertThat(compiled.errors()).as("compile errors of the fixture").isEmpty();
            return engine.run(compiled, id -> true).exercises();
        }
    }

    private CompiledStep build() throws IOException {
        return build(engine);
    }

    private CompiledStep build(Engine engine) throws IOException {
        return engine.build(
                step,
                SourceStack.of(step.module().resolve("src/main")),
                SourceStack.of(step.module().resolve("src/test")));
    }

    private void write(String path, String text) throws IOException {
        var file = step.module().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
