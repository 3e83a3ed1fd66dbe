package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest extends QueueTest {

    private final Worker worker =
            Worker.on(queue)
                    .accept(JSON)
                    .handle(
                            "greet",
                            (payload, message) -> fail("The handler ran with %s.", payload));

    @Test
    void a_task_without_a_handler_becomes_a_dead_letter() {
        queue.enqueue("dance", "tango", JSON);

        worker.drain();

        assertDeadLetter("No handler for task \"dance\"; this worker knows [greet].", 1);
    }

    @Test
    void a_content_type_that_was_not_accepted_is_never_decoded() {
        queue.enqueue("greet", new byte[] {1, 2, 3}, neverCalled());

        worker.drain();

        assertDeadLetter(
                "Refused undecoded: content type \"application/octet-stream\"; this worker accepts"
                        + " [application/json].",
                1);
    }

    @Test
    void a_message_that_fails_the_check_is_never_decoded() {
        queue.enqueue("greet", new byte[0], new Raw());

        worker.accept(neverCalled())
                .onlyIf(message -> message.headers().containsKey("signature"))
                .drain();

        assertDeadLetter("Refused undecoded: the signature is missing or wrong.", 1);
    }

    @Test
    void a_check_that_throws_lets_nothing_through() {
        queue.enqueue("greet", new byte[0], new Raw());

        worker.accept(neverCalled())
                .onlyIf(
                        message -> {
                            throw new StackOverflowError();
                        })
                .drain();

        assertDeadLetter(
                "Refused undecoded: the check of its signature failed with StackOverflowError", 1);
    }

    @ParameterizedTest
    @MethodSource
    void an_undecodable_body_becomes_a_dead_letter_and_the_worker_lives(Throwable trouble) {
        queue.enqueue("greet", new byte[0], new Raw());

        var failing =
                new Raw() {
                    @Override
                    public Object loads(byte[] body) {
                        throw sneakyThrow(trouble);
                    }
                };

        worker.accept(failing).drain();

        String name = trouble.getClass().getSimpleName();
        assertDeadLetter("The body could not be decoded: " + name + ": on purpose", 1);
    }

    static List<Throwable> an_undecodable_body_becomes_a_dead_letter_and_the_worker_lives() {
        return List.of(
                new IOException("on purpose"),
                new ClassNotFoundException("on purpose"),
                new ClassCastException("on purpose"),
                new StackOverflowError("on purpose"),
                new OutOfMemoryError("on purpose"),
                new Discard("on purpose"));
    }

    @Test
    void a_dead_letter_keeps_the_message_as_it_came_in() {
        queue.enqueue(
                Message.of("greet", "text/plain", "héllo".getBytes(UTF_8))
                        .withHeader("language", "fr"));

        worker.drain();

        var letter = queue.deadLetters().get(0);
        assertThat(letter.task()).isEqualTo("greet");
        assertThat(letter.fields().toMessage(letter.id()).headers())
                .containsEntry("language", "fr");
        assertThat(letter.fields().find("body"))
                .hasValueSatisfying(body -> assertThat(body).isEqualTo("héllo".getBytes(UTF_8)));
        assertThat(letter.fields())
                .hasToString(
                        "[language: 2 bytes, task: 5 bytes, content-type: 10 bytes, body: 6"
                                + " bytes]");
    }

    private static Serializer neverCalled() {
        return new Raw() {
            @Override
            public Object loads(byte[] body) {
                return fail("The worker decoded it.");
            }
        };
    }
}
