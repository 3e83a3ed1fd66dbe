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
    private final Step02Fixture fixture;

    PassTheIdTest(PassTheId passTheId, Questions questions, Step02Fixture fixture) {
        this.passTheId = passTheId;
        this.questions = questions;
        this.fixture = fixture;
    }

    @Test
    void the_message_is_the_id_and_nothing_else() {
        var question = questions.save(new Question("What is an id?"));
        passTheId.send(question);

        var messages = new ArrayList<Message>();
        fixture.drain("moderate", (payload, message) -> messages.add(message));
        assertThat(messages)
                .as(
                        """
                        The messages of the task "moderate" after send(). The dead letters say: \
                        %s\
                        """,
                        fixture.reasons())
                .hasSize(1);
        var id = question.getId().toString();
        var body = new String(messages.get(0).body(), UTF_8);
        assertThat(body)
                .as(
                        """
                        Your message is %d bytes, %s; the id alone is %d. Send the bare number: \
                        anything else is old when it arrives, and the worker can look it up.\
                        """,
                        body.length(), body, id.length())
                .isEqualTo(id);
    }

    @Test
    void the_worker_moderates_the_question() {
        var question = questions.save(new Question("  What is   an id? "));
        passTheId.send(question);
        work();

        assertThat(fixture.shown(question.getId()))
                .as(
                        """
                        What readers see of the question after the worker has run. If it is null, \
                        the change was not saved: outside a transaction, JPA does not notice it.\
                        """)
                .isEqualTo("What is an id?");
    }

    @Test
    void the_worker_sees_the_question_as_it_is_now() {
        var question = questions.save(new Question("as it was sent"));
        passTheId.send(question);
        edit(question.getId(), "as it is now");
        work();

        assertThat(fixture.shown(question.getId()))
                .as(
                        """
                        What readers see. The author edited the question after you had sent it, \
                        and before the worker came to it. Send only the id, and let the worker \
                        load the text.\
                        """)
                .isEqualTo("as it is now");
        assertThat(fixture.jdbc().queryForObject("select body from question", String.class))
                .as(
                        """
                        The author's text after the worker has run. The author had edited it \
                        before that, and the worker must not change it.\
                        """)
                .isEqualTo("as it is now");
    }

    @Test
    void each_message_gets_its_own_persistence_context() {
        var question = questions.save(new Question("first"));
        passTheId.send(question);
        work();
        edit(question.getId(), "second");
        passTheId.send(question);
        work();

        assertThat(fixture.shown(question.getId()))
                .as(
                        """
                        What readers see after an edit between two messages. A persistence context \
                        hands out again what it has loaded. If you see the first text, yours lives \
                        longer than a message: use one per message, as a transaction does.\
                        """)
                .isEqualTo("second");
    }

    private void edit(long id, String body) {
        fixture.jdbc().update("update question set body = ? where id = ?", body, id);
    }

    private void work() {
        fixture.drain("moderate", (payload, message) -> passTheId.moderate(payload));
        assertThat(fixture.reasons())
                .as("The dead letters: what your worker could not do.")
                .isEmpty();
    }
}
