package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.steps.StoredAnswer;
import workshop.grading.step.StepFolder;

/**
 * How long a learner waits for a verdict, and whether the coach's memory stays level. It runs when
 * you ask for it, see CONTRIBUTING.md, on a copy of the workshop. Machines differ: a target that
 * was missed is only marked, unless {@code -Dstrict=true} is set. Memory that grows is always a
 * failure.
 */
@Timeout(3600)
class Benchmark {

    private static final Path ROOT = Path.of("../..");
    private static final int SAVES = Integer.getInteger("saves", 500);
    private static final int EARLY = 50;
    private static final int ROUNDS = 5;
    private static final int MEGA = 1 << 20;
    private static final String PROBE =
            """
            package workshop.step00;

            import java.lang.management.ManagementFactory;
            import java.nio.file.*;
            import org.junit.jupiter.api.Test;

            @workshop.grading.Exercise(
                    id = "0.1", title = "Probe", points = 100, stars = 1, edit = "None.java")
            class ProbeTest {

                @Test
                void memory() throws Exception {
                    System.gc();
                    var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                            + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
                    Files.writeString(Path.of("%s"), used + " " + ProcessHandle.current().pid());
                }
            }
            """;

    /** An exercise, and a wrong answer to alternate with the right one. */
    private record Subject(String step, String exercise, String wrong) {}

    /**
     * How long each took, and how much of the processors one used in the mean: that is steadier on
     * a busy machine.
     */
    private record Times(List<Double> seconds, double cpu) {

        double median() {
            return sorted()[seconds.size() / 2];
        }

        double p95() {
            return sorted()[(int) Math.ceil(0.95 * seconds.size()) - 1];
        }

        private double[] sorted() {
            return seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        }
    }

    private static final Subject PLAIN =
            new Subject("step-01-pickle-danger", "1.4", "1.4-all-of-java-util");
    private static final Subject JPA = new Subject("step-05-model-name", "5.3", "5.3-get-class");
    private static final Subject RACE =
            new Subject("step-05-model-name", "5.5", "5.5-before-commit");

    @TempDir private Path folder;
    private Path copy;
    private final List<String> missed = new ArrayList<>();

    @BeforeEach
    void copyWorkshop() throws IOException {
        copy = folder.resolve("workshop");
        for (var part : List.of("pom.xml", ".mvn")) {
            copy(ROOT.resolve(part), copy.resolve(part));
        }
        for (var module : List.of("kit", "interleavings", "grading")) {
            for (var part : List.of("pom.xml", "src")) {
                var path = Path.of("workshop", module, part);
                copy(ROOT.resolve(path), copy.resolve(path));
            }
        }
        for (var step : StepSources.all(ROOT)) {
            var target = copy.resolve(step.folder().getFileName());
            copy(step.folder().resolve("pom.xml"), target.resolve("pom.xml"));
            for (var stack :
                    Map.of("src/main", step.main().under(step.solution()), "src/test", step.tests())
                            .entrySet()) {
                for (var file : stack.getValue().files().entrySet()) {
                    copy(file.getValue(), target.resolve(stack.getKey()).resolve(file.getKey()));
                }
            }
        }
    }

    @Test
    void how_long_a_learner_waits() throws Exception {
        System.out.printf("%n%-58s %7s %7s %7s%n", "seconds", "median", "p95", "cpu");
        var archives = Files.createDirectory(folder.resolve("archives"));
        save(JPA, right(JPA));
        save(PLAIN, right(PLAIN));
        row("first verdict ever, JPA", firstVerdict(JPA, archives), null, null);
        try (var engine = engine(archives)) {
            assertThat(engine.archiveClasses())
                    .as("whether there is an archive of classes")
                    .isTrue();
        }
        row("first verdict with nothing compiled, JPA", firstVerdict(JPA, archives), 2.5, null);
        row("first verdict with nothing compiled, plain", firstVerdict(PLAIN, archives), 2.5, null);
        compileAhead(archives);
        row("first verdict in a step, JPA", firstVerdict(JPA, archives), 2.5, null);
        row("first verdict in a step, plain", firstVerdict(PLAIN, archives), 2.5, null);
        save(JPA, wrong(JPA));
        compileAhead(archives);
        save(JPA, right(JPA));
        row("first verdict in a step after an edit, JPA", firstVerdict(JPA, archives), 2.5, null);

        try (var engine = engine(archives).keepSpare()) {
            saves(engine, PLAIN, 20);
            row("save to verdict, plain (1.4)", saves(engine, PLAIN, SAVES / ROUNDS), 0.15, null);
            saves(engine, RACE, 20);
            row(
                    "save to verdict, JPA, Redis and 3 races (5.5)",
                    saves(engine, RACE, SAVES / ROUNDS),
                    null,
                    null);

            var saves = new ArrayList<Double>();
            var cpu = 0.0;
            var maven = new ArrayList<Double>();
            saves(engine, JPA, EARLY);
            var early = memory(engine);
            maven(); // compiles the kit, which a learner has done before
            for (var round = 0; round < ROUNDS; round++) {
                var times = saves(engine, JPA, (SAVES - EARLY) / ROUNDS);
                saves.addAll(times.seconds());
                cpu += times.cpu() / ROUNDS;
                maven.add(maven());
            }
            var late = memory(engine);
            var verdicts = new Times(saves, cpu);
            row("save to verdict, JPA (5.3)", verdicts, 0.3, 0.5);
            row("save to compile error (5.3)", compileErrors(engine), 0.05, null);
            var builds = new Times(maven, Double.NaN);
            row("mvn -o -q test -pl step-05 after an edit", builds, null, null);
            System.out.printf(
                    Locale.ROOT,
                    "a save's verdict takes 1/%.0f of Maven's%n",
                    builds.median() / verdicts.median());
            System.out.printf(
                    "memory in use: %d MB after save %d, %d MB after save %d%n",
                    early / MEGA, EARLY, late / MEGA, SAVES);
            assertThat(late)
                    .as(
                            "The memory that the runner uses after save %d; after save %d it was"
                                    + " %d. Something holds the classes of old builds: see"
                                    + " RunnerMain.forget().",
                            SAVES, EARLY, early)
                    .isLessThan(early + early / 5);
        }
        assertThat(missed)
                .as(
                        "targets that were missed; on a machine with more to do than this, that"
                                + " proves nothing")
                .matches(targets -> targets.isEmpty() || !Boolean.getBoolean("strict"));
    }

    private void row(String name, Times times, Double medianTarget, Double p95Target) {
        var good =
                (medianTarget == null || times.median() <= medianTarget)
                        && (p95Target == null || times.p95() <= p95Target);
        if (!good) {
            missed.add(name);
        }
        System.out.printf(
                Locale.ROOT,
                "%-58s %7.2f %7.2f %7s  %s%n",
                name,
                times.median(),
                times.p95(),
                Double.isNaN(times.cpu()) ? "" : "%.2f".formatted(times.cpu()),
                medianTarget == null
                        ? ""
                        : (good ? "ok: " : "MISSED: ")
                                + medianTarget
                                + (p95Target == null ? "" : " / " + p95Target));
    }

    /** What this process and those that it has started have used by now, in seconds. */
    private static double cpu() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toMillis() / 1e3)
                .sum();
    }

    // --- what is measured ---

    /** Saves a wrong and the right answer in turns, and requires the verdict that belongs to it. */
    private Times saves(Engine engine, Subject subject, int count) throws Exception {
        var seconds = new ArrayList<Double>();
        var before = cpu();
        for (var i = 0; i < count; i++) {
            var wrong = i % 2 == 0;
            save(subject, wrong ? wrong(subject) : right(subject));
            var started = System.nanoTime();
            var green = green(engine, subject);
            seconds.add((System.nanoTime() - started) / 1e9);
            assertThat(green)
                    .as("%s is green, with the %s answer", subject, wrong ? "wrong" : "right")
                    .isEqualTo(!wrong);
        }
        return new Times(seconds, (cpu() - before) / count);
    }

    private static Engine engine(Path archives) throws IOException {
        return new Engine(Duration.ofSeconds(30), Duration.ZERO, archives, List.of());
    }

    /** What a coach does at leisure. */
    private void compileAhead(Path archives) throws IOException {
        try (var engine = engine(archives).keepCompiled()) {
            for (var subject : List.of(PLAIN, JPA)) {
                var step = copy.resolve(subject.step());
                engine.compileAhead(new StepSources(step, step));
            }
        }
    }

    private boolean green(Engine engine, Subject subject) throws Exception {
        try (var build = build(engine, subject.step())) {
            assertThat(build.errors()).isEmpty();
            return engine.run(build, subject.exercise()::equals).green();
        }
    }

    private Times compileErrors(Engine engine) throws Exception {
        var seconds = new ArrayList<Double>();
        for (var i = 0; i < EARLY; i++) {
            save(
                    JPA,
                    right(JPA).only(path -> path.endsWith("Refs.java")),
                    i % 2 == 0 ? "return" : "retrun");
            var started = System.nanoTime();
            try (var build = build(engine, JPA.step())) {
                if (i % 2 == 1) {
                    seconds.add((System.nanoTime() - started) / 1e9);
                    assertThat(build.errors()).isNotEmpty();
                }
            }
        }
        save(JPA, right(JPA));
        return new Times(seconds, Double.NaN);
    }

    private CompiledStep build(Engine engine, String step) throws IOException {
        var module = copy.resolve(step);
        return engine.build(
                StepFolder.at(module),
                SourceStack.of(module.resolve("src/main")),
                SourceStack.of(module.resolve("src/test")));
    }

    private double maven() throws Exception {
        save(JPA, wrong(JPA));
        var started = System.nanoTime();
        var mvn = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
        var process =
                new ProcessBuilder(mvn, "-o", "-q", "test", "-pl", "step-05")
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        var seconds = (System.nanoTime() - started) / 1e9;
        assertThat(said).as("what Maven says").contains("✘ 5.3 ★★☆");
        return seconds;
    }

    /** What the JVM that runs the exercises holds, in bytes. */
    private long memory(Engine engine) throws Exception {
        var module = copy.resolve("step-00-probe");
        var probe = module.resolve("src/test/java/workshop/step00/ProbeTest.java");
        var answer = folder.resolve("memory");
        Files.createDirectories(probe.getParent());
        Files.writeString(probe, PROBE.formatted(answer.toString().replace("\\", "\\\\")));
        Files.writeString(module.resolve("pom.xml"), "<name>Probe</name>");
        try (var build = build(engine, "step-00-probe")) {
            assertThat(build.errors()).isEmpty();
            assertThat(engine.run(build, id -> true).green()).isTrue();
        }
        return Long.parseLong(Files.readString(answer).split(" ")[0]);
    }

    /** From the start of a JVM with an engine to its verdict. */
    private Times firstVerdict(Subject subject, Path archives) throws Exception {
        var seconds = new ArrayList<Double>();
        var cpu = 0.0;
        for (var i = 0; i < ROUNDS; i++) {
            var arguments =
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            FirstVerdict.class.getName(),
                            copy.resolve(subject.step()).toString(),
                            subject.exercise(),
                            archives.toString());
            var started = System.nanoTime();
            var process = JavaProcess.of(classPath(), arguments).start();
            try (var said = process.inputReader()) {
                assertThat(said.readLine()).as("the verdict").isEqualTo("green");
                seconds.add((System.nanoTime() - started) / 1e9);
                cpu += Double.parseDouble(said.readLine());
            }
            process.waitFor();
        }
        return new Times(seconds, cpu / ROUNDS);
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    static final class FirstVerdict {

        public static void main(String[] args) throws Exception {
            var step = Path.of(args[0]);
            var engine = engine(Path.of(args[2])).keepSpare().keepCompiled(); // as for watch
            var build =
                    engine.build(
                            StepFolder.at(step),
                            SourceStack.of(step.resolve("src/main")),
                            SourceStack.of(step.resolve("src/test")));
            System.out.println(engine.run(build, args[1]::equals).green() ? "green" : "red");
            System.out.println(cpu());
            build.close();
            Runtime.getRuntime().halt(0); // the verdict is out
        }
    }

    // --- answers ---

    private static SourceStack right(Subject subject) throws IOException {
        var names = wrong(subject).files().keySet();
        return sources(subject).solution().only(names::contains);
    }

    private static SourceStack wrong(Subject subject) throws IOException {
        var step = sources(subject);
        return new StoredAnswer(step, step.solutions().resolve("wrong").resolve(subject.wrong()))
                .sources();
    }

    private static StepSources sources(Subject subject) {
        return StepSources.all(ROOT).stream()
                .filter(step -> step.folder().endsWith(subject.step()))
                .findFirst()
                .orElseThrow();
    }

    private void save(Subject subject, SourceStack answer) throws IOException {
        save(subject, answer, "return");
    }

    private void save(Subject subject, SourceStack answer, String keyword) throws IOException {
        for (var file : answer.files().entrySet()) {
            Files.writeString(
                    copy.resolve(subject.step()).resolve("src/main").resolve(file.getKey()),
                    Files.readString(file.getValue()).replace("return", keyword));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            for (var file : SourceStack.of(from).files().entrySet()) {
                copy(file.getValue(), to.resolve(file.getKey()));
            }
        } else {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        }
    }
}
