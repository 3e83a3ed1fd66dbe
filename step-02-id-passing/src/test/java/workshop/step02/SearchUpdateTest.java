package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.TaskHandler;

@Exercise(
        id = "2.7",
        title = "The newer text wins",
        points = 10,
        stars = 2,
        edit = "SearchUpdate.java")
@Step02Test
class SearchUpdateTest {

    private static final String OLDER_LAST =
            """
            Two workers looked at the same time, and the one with the older text wrote last. \
            Between your look and your write, nothing locked the row.\
            """;

    private static final String SYNCHRONIZED =
            """
            The older text was written last. A synchronized method keeps out only the threads of \
            its own process, and the other worker is another process.\
            """;

    private static final long ID = 7;

    private final Step02Fixture fixture;

    SearchUpdateTest(Step02Fixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void two_messages_in_order_both_arrive() {
        fresh();
        enqueue(1, "first");
        work();
        assertThat(text())
                .as(
                        "What the search knows after the first save. The dead letters say: %s",
                        fixture.reasons())
                .isEqualTo("first");

        enqueue(2, "second");
        work();
        assertThat(text())
                .as(
                        "What the search knows after the second save. The dead letters say: %s",
                        fixture.reasons())
                .isEqualTo("second");
    }

    @Test
    void an_older_message_that_comes_last_undoes_nothing() {
        fresh();
        enqueue(2, "second");
        enqueue(1, "first");
        work();

        assertThat(text())
                .as(
                        """
                        What the search knows. The message of the first save came last, as it does \
                        when it fails once and is tried again. It must not undo the newer text. \
                        Which text is newer? The message says so.\
                        """)
                .isEqualTo("second");
    }

    @Test
    void an_older_message_is_no_failure() {
        fresh();
        enqueue(2, "second");
        enqueue(1, "first");
        work();

        assertThat(fixture.reasons())
                .as(
                        """
                        The dead letters. An older message is late, but nothing is wrong with it: \
                        there is nothing left to do.\
                        """)
                .isEmpty();
    }

    @Test
    void a_gap_does_no_harm() {
        fresh();
        enqueue(5, "fifth");
        work();

        assertThat(text())
                .as(
                        """
                        What the search knows after revision 5. The four before it never arrived, \
                        and the newest is all it needs.\
                        """)
                .isEqualTo("fifth");
    }

    @Test
    void two_workers_have_both_messages_at_once() {
        var exploration =
                Interleavings.of(this::savedTwice)
                        .named("2.7 Two workers at once")
                        .points(Kind.POP, Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> fixture.worker("index", handler()).drain())
                        .actor("another", any -> fixture.worker("index", handler()).drain())
                        .separateProcesses(SearchUpdate.class)
                        .outcome(any -> fixture.reasons().isEmpty() ? text() : "given up")
                        .acceptable("second")
                        .forbidden("first", OLDER_LAST)
                        .forbidden(
                                "given up",
                                "A worker gave up: its message is among the dead letters.")
                        .explore();

        boolean isLocked = Step02Fixture.isSynchronized(SearchUpdate.class);
        Races.requireNone(exploration, exploration.bad() > 0 && isLocked ? SYNCHRONIZED : "");
    }

    private void fresh() {
        fixture.clear();
        fixture.insert(new SearchEntry(ID, "as it was asked"));
    }

    private Step02Fixture savedTwice() {
        fresh();
        enqueue(1, "first");
        enqueue(2, "second");
        return fixture;
    }

    private void enqueue(long revision, String text) {
        fixture.enqueue("index", Map.of("question", ID, "revision", revision, "text", text));
    }

    private void work() {
        fixture.drain("index", handler());
    }

    private TaskHandler handler() {
        var search = fixture.process(SearchUpdate.class);
        return (payload, message) -> {
            var map = (Map<?, ?>) payload;
            long question = (Long) map.get("question");
            long revision = (Long) map.get("revision");
            search.index(question, revision, (String) map.get("text"));
        };
    }

    private String text() {
        var query = "select text from search_entry where question_id = ?";
        return fixture.jdbc().queryForObject(query, String.class, ID);
    }
}
