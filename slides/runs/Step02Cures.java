package workshop.step02;

import static java.util.stream.Collectors.joining;
import static workshop.shown.Shown.write;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Trace;

/**
 * Writes down the order in which a cure has to prove itself: both have looked before one of them
 * writes. It is copied beside the tests of step 02 and runs with the solution.
 */
@Step02Test
public class Step02Cures {

    private final Once once;
    private final AnswerDesk desk;
    private final Step02Fixture forum;

    private long row;
    private int refused;

    Step02Cures(Once once, AnswerDesk desk, Step02Fixture forum) {
        this.once = once;
        this.desk = desk;
        this.forum = forum;
    }

    @Test
    void two_workers_have_one_task() throws IOException {
        var orders =
                Interleavings.of(this::question)
                        .named("one key")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> any.tryTo(() -> once.moderate(row, "task 1")))
                        .actor("another", any -> any.tryTo(() -> once.moderate(row, "task 1")))
                        .separateProcesses(Once.class)
                        .outcome(any -> refused + " refused");
        writeFirst("race-key.txt", "Two workers with one key: the key refuses the second", orders);
    }

    @Test
    void the_author_edits_while_the_worker_writes() throws IOException {
        var orders =
                Interleavings.of(this::answer)
                        .named("a version")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("author", any -> any.tryTo(() -> desk.edit(row, "new")))
                        .actor("worker", any -> any.tryTo(() -> desk.moderate(row)))
                        .separateProcesses(AnswerDesk.class)
                        .outcome(any -> refused + " refused");
        writeFirst("race-version.txt", "With a version: the second writer is refused", orders);
    }

    private Step02Cures question() {
        forum.clear();
        row = forum.insertQuestion("Who is first?");
        refused = 0;
        return this;
    }

    private Step02Cures answer() {
        forum.clear();
        row = forum.insert(new Answer("old")).getId();
        refused = 0;
        return this;
    }

    private void tryTo(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            refused++;
        }
    }

    /** The first order in which each side begins before the other one goes on. */
    private static void writeFirst(String file, String title, Interleavings<Step02Cures> orders)
            throws IOException {
        var order =
                orders.explore().traces().stream()
                        .filter(trace -> trace.outcome().equals("1 refused"))
                        .filter(Step02Cures::isAtOnce)
                        .findFirst()
                        .orElseThrow();
        var steps = order.steps().stream().map(step -> step.actor() + ": " + step.text());
        write(file, title + "\n" + steps.collect(joining("\n")));
    }

    private static boolean isAtOnce(Trace trace) {
        return !trace.steps().get(0).actor().equals(trace.steps().get(1).actor());
    }
}
