package workshop.grade;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends every run of exercises with the score, and leaves it in {@code target/workshop} as JSON and as a page. JUnit finds it by
 * itself. It says nothing where there are no exercises. To grade in silence, use a {@link Gradebook}.
 */
public final class GradingListener implements TestExecutionListener {

    private final Step step;
    private final PrintStream out;
    private final Gradebook book;
    private final Thread goodbye = new Thread(this::exited, "grading");

    /** For the step that this JVM was started for. */
    public GradingListener() {
        this(Step.here(), System.out);
    }

    GradingListener(Step step, PrintStream out) {
        this.step = step;
        this.out = out;
        this.book = new Gradebook(step);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        book.testPlanExecutionStarted(plan);
        if (!book.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(goodbye);
        }
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier id) {
        book.dynamicTestRegistered(id);
    }

    @Override
    public void executionStarted(TestIdentifier id) {
        book.executionStarted(id);
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        book.executionSkipped(id, reason);
    }

    /** Keeps what is known after every exercise, for the case that this JVM is killed during the next one. */
    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        book.executionFinished(id, result);
        if (book.isExercise(id)) {
            keep(book.result());
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!book.isEmpty()) {
            Runtime.getRuntime().removeShutdownHook(goodbye);
            tell(book.result());
        }
    }

    /** The JVM ends before the tests do: somebody called System.exit, or wants it to stop. */
    private void exited() {
        tell(book.result("the JVM ended here: did your code call System.exit?"));
    }

    private void keep(StepResult result) {
        ResultFile.write(result, step.results().resolve("result.json"));
    }

    private void tell(StepResult result) {
        keep(result);
        var trail = Trail.around(step, result);
        out.print(Score.of(result, trail, Terminal.here()));
        out.flush();
    }
}
