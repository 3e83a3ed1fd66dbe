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

    private static final long ID = 7;

    private final Forum forum;

    SearchUpdateTest(Forum forum) {
        this.forum = forum;
    }

    @Test
    void in_their_order_both_texts_arrive() {
        world();
        enqueue(1, "first");
        work();
        assertThat(text())
                .as(
                        "what the search knows after the first save; the dead letters say: %s",
                        forum.reasons())
                .isEqualTo("first");

        enqueue(2, "second");
        work();
        assertThat(text())
                .as(
                        "what the search knows after the second save; the dead letters say: %s",
                        forum.reasons())
                .isEqualTo("second");
    }

    @Test
    void the_older_message_comes_last_and_undoes_nothing() {
        world();
        enqueue(2, "second");
        enqueue(1, "first");
        work();

        assertThat(text())
                .as(
                        "What the search knows. The message of the first save came after that of"
                            + " the second, as it does when it failed once and is tried again, and"
                            + " the newer text is undone. Who is newer? The message says so.")
                .isEqualTo("second");
    }

    @Test
    void an_older_message_is_no_mistake() {
        world();
        enqueue(2, "second");
        enqueue(1, "first");
        work();

        assertThat(forum.reasons())
                .as(
                        "The dead letters. An older message is late, and nothing is wrong with it:"
                                + " it has nothing to do any more.")
                .isEmpty();
    }

    @Test
    void a_gap_does_no_harm() {
        world();
        enqueue(5, "fifth");
        work();

        assertThat(text())
                .as(
                        "What the search knows after revision 5. Four were never heard of, and the"
                                + " newest is all it needs.")
                .isEqualTo("fifth");
    }

    @Test
    void two_workers_have_both_messages_at_once() {
        var exploration =
                Interleavings.of(
                                () -> {
                                    world();
                                    enqueue(1, "first");
                                    enqueue(2, "second");
                                    return forum;
                                })
                        .named("2.7 Two workers at once")
                        .points(Kind.POP, Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> forum.worker("index", handler()).drain())
                        .actor("another", any -> forum.worker("index", handler()).drain())
                        .separateProcesses(SearchUpdate.class)
                        .outcome(any -> forum.reasons().isEmpty() ? text() : "given up")
                        .acceptable("second")
                        .forbidden(
                                "first",
                                "Two workers looked at the same time, and the one with the older"
                                    + " text wrote last. Between your look and your write nobody"
                                    + " held the row.")
                        .forbidden(
                                "given up",
                                "A worker gave up: its message is among the dead letters.")
                        .explore();

        Races.requireNone(
                exploration,
                exploration.bad() > 0 && Forum.isSynchronized(SearchUpdate.class)
                        ? "The older text wrote last. A synchronized method keeps out the threads"
                                + " of its own process; the other worker is another one."
                        : "");
    }

    private void world() {
        forum.clear();
        forum.insert(new SearchEntry(ID, "as it was asked"));
    }

    private void enqueue(long revision, String text) {
        forum.enqueue("index", Map.of("question", ID, "revision", revision, "text", text));
    }

    private void work() {
        forum.drain("index", handler());
    }

    private TaskHandler handler() {
        var search = forum.process(SearchUpdate.class);
        return (payload, message) -> {
            var map = (Map<?, ?>) payload;
            search.index(
                    (Long) map.get("question"),
                    (Long) map.get("revision"),
                    (String) map.get("text"));
        };
    }

    private String text() {
        return forum.jdbc()
                .queryForObject(
                        "select text from search_entry where question_id = ?", String.class, ID);
    }
}
