package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

@Exercise(
        id = "2.6",
        title = "The author edits while the worker writes",
        points = 15,
        stars = 2,
        edit = "Answer.java")
@Step02Test
class LostUpdateTest {

    private static final String LOST =
            """
            The author's edit is lost, and no one was told. If the worker loaded the row before \
            the edit and saved it afterwards, it wrote the old text over it. The schedule below \
            shows who wrote last.\
            """;

    private static final String SYNCHRONIZED =
            """
            The author's edit is lost, or never shown. A synchronized method keeps out only the \
            threads of its own process, and the author's request runs in another process.\
            """;

    private final Answers answers;
    private final Step02Fixture fixture;

    LostUpdateTest(Answers answers, Step02Fixture fixture) {
        this.answers = answers;
        this.fixture = fixture;
    }

    @Test
    void no_edit_is_lost_in_any_interleaving() {
        var exploration =
                Interleavings.of(Desk::new)
                        .named("2.6 Author against worker")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT, Kind.POP, Kind.ENQUEUE)
                        .actor("author", Desk::edit)
                        .actor("worker", Desk::work)
                        .separateProcesses(AnswerDesk.class)
                        .outcome(Desk::outcome)
                        .acceptable("the edit is shown", "the author is told")
                        .forbidden("the edit is lost", LOST)
                        .forbidden(
                                "the old text is shown",
                                "The author's edit is saved, but readers go on seeing the old"
                                        + " text.")
                        .forbidden(
                                "given up",
                                "The worker gave up: its message is among the dead letters.")
                        .explore();

        boolean isLocked = Step02Fixture.isSynchronized(AnswerDesk.class);
        Races.requireNone(exploration, exploration.bad() > 0 && isLocked ? SYNCHRONIZED : "");
    }

    @Test
    void one_after_the_other_both_get_through() {
        var desk = new Desk();
        desk.work();
        desk.edit();
        desk.work();

        assertThat(desk.outcome())
                .as("The outcome of an edit while no one else was writing.")
                .isEqualTo("the edit is shown");
    }

    /** An answer whose moderation is enqueued, and which its author is about to edit. */
    private final class Desk {

        private final long id;
        private boolean told;

        Desk() {
            fixture.clear();
            id = answers.save(new Answer("old")).getId();
            fixture.enqueue("moderate", id);
        }

        void edit() {
            try {
                fixture.process(AnswerDesk.class).edit(id, "new");
            } catch (ConcurrencyFailureException e) {
                // the author reads: "Someone else was faster. Please look again."
                told = true;
            }
        }

        void work() {
            var desk = fixture.process(AnswerDesk.class);
            fixture.worker("moderate", (payload, message) -> desk.moderate((Long) payload)).drain();
        }

        String outcome() {
            if (!fixture.reasons().isEmpty()) {
                return "given up";
            } else if (told) {
                return "the author is told";
            }
            var answer = answers.findById(id).orElseThrow();
            if (!answer.getBody().equals("new")) {
                return "the edit is lost";
            }
            return "new".equals(answer.getShown()) ? "the edit is shown" : "the old text is shown";
        }
    }
}
