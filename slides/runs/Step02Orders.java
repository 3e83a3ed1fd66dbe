package workshop.step02;

import static java.util.stream.Collectors.joining;
import static workshop.shown.Shown.write;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import workshop.interleavings.Interleavings;
import workshop.interleavings.ScheduleStep;
import workshop.interleavings.Trace;

/**
 * Writes down every order in which a question can be saved and moderated, as the explorer finds
 * them. It is copied beside the tests of step 02 and runs with the starter and with the solution;
 * the name of the file says how many orders there are.
 */
@Step02Test
public class Step02Orders {

    private static final String GOOD = "moderated";

    private final AfterCommit afterCommit;
    private final Step02Fixture forum;

    Step02Orders(AfterCommit afterCommit, Step02Fixture forum) {
        this.afterCommit = afterCommit;
        this.forum = forum;
    }

    @Test
    void orders() throws IOException {
        var orders =
                Interleavings.of(this::cleared)
                        .named("orders")
                        .actor("web", Step02Orders::ask)
                        .actor("worker", Step02Orders::moderate)
                        .outcome(Step02Orders::outcome)
                        .acceptable(GOOD)
                        .explore()
                        .traces();
        var text = orders.stream().map(Step02Orders::tell).collect(joining("\n\n"));
        write("orders-%d.txt".formatted(orders.size()), text);
    }

    private Step02Orders cleared() {
        forum.clear();
        return this;
    }

    private void ask() {
        afterCommit.ask(new Question("Who looks first?"), () -> {});
    }

    private void moderate() {
        forum.worker("moderate", (id, message) -> afterCommit.moderate((Long) id)).drain();
    }

    private String outcome() {
        return forum.reasons().isEmpty() ? GOOD : "not found";
    }

    /** How it ended, then a line for each step. */
    private static String tell(Trace order) {
        var steps = order.steps().stream().map(Step02Orders::tell).collect(joining("\n"));
        return order.outcome() + "\n" + steps;
    }

    private static String tell(ScheduleStep step) {
        var end = step.note().equals("no row") ? " ✘" : "";
        return step.actor() + ": " + step.verb() + end;
    }
}
