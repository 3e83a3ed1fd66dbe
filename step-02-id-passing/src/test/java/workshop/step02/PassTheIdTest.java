package workshop.step02;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.queue.Message;

@Exercise(
        id = "2.1",
        title = "Send the id, load a copy",
        points = 10,
        stars = 1,
        edit = "PassTheId.java")
@Step02Test
class PassTheIdTest {

    private final PassTheId passTheId;
    private final Questions questions;
    private final Forum forum;

    PassTheIdTest(PassTheId passTheId, Questions questions, Forum forum) {
        this.passTheId = passTheId;
        this.questions = questions;
        this.forum = forum;
    }

    @Test
    void the_message_is_the_id_and_nothing_else() {
        var question = questions.save(new Question("What is an id?"));
        passTheId.send(question);

        var messages = new ArrayList<Message>();
        forum.drain("moderate", (payload, message) -> messages.add(message));
        assertThat(messages)
                .as(
                        "messages of the task \"moderate\" after send(). The dead letters say: %s",
                        forum.reasons())
                .hasSize(1);
        var id = question.getId().toString();
        var body = new String(messages.get(0).body(), UTF_8);
        assertThat(body)
                .as(
                        "Your message is %d bytes, %s; the id alone is %d. What travels besides it"
                                + " is old when it arrives, and the worker can look it up.",
                        body.length(), body, id.length())
                .isEqualTo(id);
    }

    @Test
    void the_worker_moderates_the_question() {
        var question = questions.save(new Question("  What is   an id? "));
        passTheId.send(question);
        work();

        assertThat(forum.shown(question.getId()))
                .as(
                        "What readers see of the question after the worker was done. Nothing new"
                            + " means that nobody saved it: outside of a transaction, JPA does not"
                            + " notice the change.")
                .isEqualTo("What is an id?");
    }

    @Test
    void the_worker_sees_the_question_as_it_is_now() {
        var question = questions.save(new Question("as it was sent"));
        passTheId.send(question);
        edit(question.getId(), "as it is now");
        work();

        assertThat(forum.shown(question.getId()))
                .as(
                        "What readers see. The author had edited the question before the worker"
                            + " came to it, and the worker moderated the text in its message: send"
                            + " the id, and load the rest.")
                .isEqualTo("as it is now");
        assertThat(forum.jdbc().queryForObject("select body from question", String.class))
                .as(
                        "The author's text after the worker was done: it wrote back the one in its"
                                + " message.")
                .isEqualTo("as it is now");
    }

    @Test
    void each_message_gets_a_persistence_context_of_its_own() {
        var question = questions.save(new Question("first"));
        passTheId.send(question);
        work();
        edit(question.getId(), "second");
        passTheId.send(question);
        work();

        assertThat(forum.shown(question.getId()))
                .as(
                        "What readers see after an edit between two messages. A persistence context"
                            + " hands out what it has once loaded, and yours lives longer than a"
                            + " message: use one per message, as a transaction does.")
                .isEqualTo("second");
    }

    private void edit(long id, String body) {
        forum.jdbc().update("update question set body = ? where id = ?", body, id);
    }

    private void work() {
        forum.drain("moderate", (payload, message) -> passTheId.moderate(payload));
        assertThat(forum.reasons())
                .as("The dead letters: what your worker could not do.")
                .isEmpty();
    }
}
