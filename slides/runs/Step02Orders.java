package workshop.step02;

import static workshop.shown.Shown.write;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import workshop.interleavings.Interleavings;
import workshop.interleavings.ScheduleStep;
import workshop.interleavings.Trace;

/**
 * Draws every order in which a question can be saved and moderated, one below the other, as the
 * explorer finds them. It is copied beside the tests of step 02 and runs with the starter and with
 * the solution; the name of the picture says how many orders there are.
 */
@Step02Test
public class Step02Orders {

    private static final String GOOD = "moderated";
    private static final int ROW = 66;
    private static final int TOP = 64;
    private static final int OUTCOME = 850;

    private static final String HEAD =
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="orders" role="img" \
            aria-labelledby="title" viewBox="0 0 1000 %d">
            <title id="title">All orders of the web process and the worker, \
            one in each row: %s</title>
            <style>.orders{font-size:19px}\
            .orders text{font-family:var(--mono,monospace);fill:var(--ink,#1c2430)}\
            .orders .mid{text-anchor:middle}\
            .orders .web{fill:var(--tint,#e2e5fb)}.orders .worker{fill:var(--panel,#f1f2f4)}\
            .orders rect.bad{fill:var(--bad-tint,#fbe3e1)}\
            .orders text.bad{fill:var(--bad,#bb1f24);font-weight:700}</style>
            <rect class="web" x="0" y="0" width="28" height="28" rx="6"/>\
            <text x="40" y="21">web process</text>
            <rect class="worker" x="200" y="0" width="28" height="28" rx="6"/>\
            <text x="240" y="21">worker</text>
            """;
    private static final String BOX =
            """
            <rect class="%s" x="%.0f" y="%d" width="%.0f" height="46" rx="8"/>\
            <text class="mid" x="%.0f" y="%d">%s</text>
            """;
    private static final String VERDICT = "<text%s x=\"%d\" y=\"%d\">%s %s</text>%n";

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
        write("orders-%d.svg".formatted(orders.size()), draw(orders));
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

    private static String draw(List<Trace> orders) {
        var outcomes = orders.stream().map(Trace::outcome).toList();
        var svg = new StringBuilder(HEAD.formatted(TOP + orders.size() * ROW, outcomes));
        for (int row = 0; row < orders.size(); row++) {
            svg.append(draw(orders.get(row), TOP + row * ROW));
        }
        return svg + "</svg>";
    }

    private static String draw(Trace order, int top) {
        var row = new StringBuilder();
        double left = 0;
        for (var step : order.steps()) {
            var word = step.verb();
            var width = word.length() * 11.4 + 22;
            var kind = isBad(step) ? "bad" : step.actor();
            row.append(BOX.formatted(kind, left, top, width, left + width / 2, top + 30, word));
            left += width + 8;
        }
        boolean good = order.outcome().equals(GOOD);
        var kind = good ? "" : " class=\"bad\"";
        var mark = good ? "✔" : "✘";
        return row + VERDICT.formatted(kind, OUTCOME, top + 30, mark, order.outcome());
    }

    private static boolean isBad(ScheduleStep step) {
        return step.note().equals("no row");
    }
}
