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

    private final Answers answers;
    private final Forum forum;

    LostUpdateTest(Answers answers, Forum forum) {
        this.answers = answers;
        this.forum = forum;
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
                        .forbidden(
                                "the edit is lost",
                                "The author saved an edit, and the worker, which had loaded the row"
                                        + " before, wrote the old text over it. Nobody was told.")
                        .forbidden(
                                "the old text is shown",
                                "The author's edit is saved, and readers see the old text for "
                                        + "ever.")
                        .forbidden(
                                "given up",
                                "The worker gave up: its message is among the dead letters.")
                        .explore();

        Races.requireNone(
                exploration,
                exploration.bad() == 0 || !Forum.isSynchronized(AnswerDesk.class)
                        ? ""
                        : "The author saved an edit, and it is lost. A synchronized method keeps"
                              + " out the threads of its own process; the author's request runs in"
                              + " another one.");
    }

    @Test
    void one_after_the_other_both_get_through() {
        var desk = new Desk();
        desk.work();
        desk.edit();
        desk.work();

        assertThat(desk.outcome())
                .as("what came of an edit when nobody else was writing")
                .isEqualTo("the edit is shown");
    }

    /** An answer whose moderation was asked for, and that its author is about to edit. */
    private final class Desk {

        private final long id;
        private boolean told;

        Desk() {
            forum.clear();
            id = answers.save(new Answer("old")).getId();
            forum.enqueue("moderate", id);
        }

        void edit() {
            try {
                forum.process(AnswerDesk.class).edit(id, "new");
            } catch (ConcurrencyFailureException e) {
                told = true; // "somebody was faster; please look again"
            }
        }

        void work() {
            var desk = forum.process(AnswerDesk.class);
            forum.worker("moderate", (payload, message) -> desk.moderate((Long) payload)).drain();
        }

        String outcome() {
            if (!forum.reasons().isEmpty()) {
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
