package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;

/** A small workshop whose proof is looked at; a test may spoil it. */
abstract class ProofFixture {

    private static final Path FIXTURE = Path.of("src/test/resources/fixture");
    static final String STEP = "step-00-fixture";
    static final String CODE = "java/workshop/step00/";

    static EnginePool pool;

    @TempDir Path root;
    Path step;
    Path solution;

    @BeforeAll
    static void warmUp() throws IOException, InterruptedException {
        pool = new EnginePool(1, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() throws IOException {
        pool.close();
    }

    @BeforeEach
    void copyFixture() throws IOException {
        for (var file : SourceStack.of(FIXTURE).files().entrySet()) {
            write(root.resolve(file.getKey()), Files.readString(file.getValue()));
        }
        step = root.resolve(STEP);
        solution = root.resolve("solutions").resolve(STEP);
    }

    /** As a run with -Dworkshop.manifest=write does. */
    void writeManifest() throws Exception {
        var sources = sources();
        var build = pool.compile(sources, sources.main(), sources.tests()).get();
        build.manifest().write(sources.step());
    }

    StepSources sources() {
        return new StepSources(step, solution);
    }

    Proof proof() throws Exception {
        return proof(Extent.EVERYWHERE);
    }

    Proof proof(Extent extent) throws Exception {
        var builds = new StepBuilds(pool, sources(), extent);
        assertThat(StepBuilds.compile(List.of(builds))).isEmpty();
        return new Proof(sources(), builds);
    }

    /** What fails of the checks whose names begin so, and what it says. */
    Map<String, String> failures(String beginning) throws Exception {
        return failures(proof(), beginning);
    }

    static Map<String, String> failures(Proof proof, String beginning) throws Exception {
        var failures = new TreeMap<String, String>();
        for (var check : proof.checks()) {
            if (check.name().startsWith(beginning)) {
                try {
                    proof.run(check);
                } catch (AssertionError failure) {
                    failures.put(check.name(), failure.getMessage());
                }
            }
        }
        return failures;
    }

    /** What the one check says that begins so, and fails. */
    String failure(String beginning) throws Exception {
        var failures = failures(beginning);
        assertThat(failures).hasSize(1);
        return failures.values().iterator().next();
    }

    /** What the check of that name says, the only one that begins so and fails. */
    String failure(String beginning, String name) throws Exception {
        var failures = failures(beginning);
        assertThat(failures).containsOnlyKeys(name);
        return failures.get(name);
    }

    Path main(String file) {
        return step.resolve("src/main/" + CODE + file);
    }

    Path test(String file) {
        return step.resolve("src/test/" + CODE + file);
    }

    Path solved(String file) {
        return solution.resolve("src/main/" + CODE + file);
    }

    Path wrong(String name, String file) {
        return solution.resolve("wrong").resolve(name).resolve(CODE + file);
    }

    Path right(String name, String file) {
        return solution.resolve("right").resolve(name).resolve(CODE + file);
    }

    Path readme() {
        return step.resolve("README.md");
    }

    /** Each time it takes as long as a test may take; once is enough. */
    void forgetTheEndlessOne() throws IOException {
        Files.move(solution.resolve("wrong/endless"), root.resolve("endless"));
    }

    static Path overwrite(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
