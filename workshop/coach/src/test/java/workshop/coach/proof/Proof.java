package workshop.coach.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workshop.coach.engine.StepSources;
import workshop.grading.Manifest;

/**
 * What must hold of a step's exercises, when all answers compile. A check that fails tells a
 * maintainer what to do.
 */
final class Proof {

    private final StepSources sources;
    private final StepBuilds builds;
    private final Manifest manifest;
    private final ProofTable table;
    private final SolutionChecks solution;
    private final AnswerChecks answers;

    /** The proof of one step. */
    Proof(StepSources sources, StepBuilds builds) throws IOException, InterruptedException {
        this.sources = sources;
        this.builds = builds;
        manifest = builds.manifest();
        table = new ProofTable(manifest, builds.seconds());
        solution = new SolutionChecks(new StepFiles(sources), manifest, builds);
        answers = new AnswerChecks(manifest, builds);
    }

    /** The step, by its folder. */
    String name() {
        return sources.step().name();
    }

    /** Begins to run what the checks, which go one by one, will look at. */
    void begin() throws IOException {
        solution.begin();
        answers.begin();
    }

    /** All that is claimed. */
    List<Check> checks() throws IOException {
        var checks = new ArrayList<Check>();
        checks.addAll(new ManifestChecks(sources, manifest).all());
        checks.addAll(new ReadmeChecks(sources, manifest).all());
        checks.addAll(solution.all());
        checks.addAll(answers.all());
        return checks;
    }

    /**
     * Runs a check, and keeps what came of it for the {@link #table()}.
     *
     * @throws AssertionError when it does not hold, with what to do
     */
    void run(Check check) throws Exception {
        var held = false;
        try {
            check.body().run();
            held = true;
        } finally {
            table.add(check, held);
        }
    }

    /** What was proved so far. */
    ProofTable table() {
        return table;
    }

    /**
     * The wrong answers that were given alone, too: beside others they were not as they should be.
     */
    List<String> again() {
        return answers.again();
    }

    /** The exercises that were too slow beside others, and fine when they ran alone. */
    List<String> slow() {
        return builds.slow();
    }
}
