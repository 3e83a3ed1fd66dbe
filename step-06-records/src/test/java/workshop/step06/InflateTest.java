package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.DeadLetter;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The laws hold for every value. The seed makes each run try the same ones; without it, every run
 * tries others.
 */
@Exercise(id = "6.2", title = "And make it again", points = 20, stars = 3, edit = "Inflater.java")
@Domain(Submissions.class)
@PropertyDefaults(tries = 200)
class InflateTest {

    record Mood(Tone tone) {}

    record Settings(Map<String, Object> values) {}

    @Property(seed = "1")
    void every_submission_comes_back_equal(@ForAll Submission submission) {
        Journey.comesBack(Submission.class, submission);
    }

    @Property(seed = "2")
    void all_figures_come_back_equal(@ForAll Figures figures) {
        Journey.comesBack(Figures.class, figures);
    }

    @Property(seed = "3")
    void every_author_comes_back_equal(@ForAll Author author) {
        Journey.comesBack(Author.class, author);
    }

    @Test
    @ExtendWith(FreshQueue.class)
    void what_is_nested_is_a_record_again(TaskQueue queue) {
        var received = new ArrayList<Submission>();
        queue.enqueue("moderate", Deflater.deflate(Submissions.ORDINARY), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .maxDeliveries(1)
                .handle(
                        "moderate",
                        (payload, message) ->
                                received.add(Inflater.inflate(Submission.class, map(payload))))
                .drain();

        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .as("reasons of the dead letters: the worker could not inflate the submission")
                .isEmpty();
        assertThat((Object) ((List<?>) received.get(0).attachments()).get(0))
                .as(
                        """
                        The first attachment as the worker has it. A list that claims to hold \
                        attachments, but holds maps, breaks when code first uses one, far from \
                        here.\
                        """)
                .isInstanceOf(Attachment.class);
    }

    @Test
    void a_component_that_could_be_anything_is_refused() {
        var wire = Map.of("foo", Map.of("hi", "there"), "bar", Map.of("foo", 1L, "bar", false));

        Refused.by(
                () -> Inflater.inflate(SomeClass.class, wire),
                """
                The article's SomeClass was inflated. Its bar was a SomeClass, but its type says \
                Object and the wire says nothing, so a map came back. Refuse such a type: a \
                component's type must say what to make.\
                """);
    }

    @Test
    void a_map_of_anything_comes_back_equal_or_not_at_all() {
        var sent = new Settings(Map.of("links", 5, "fingerprint", 5L));
        var wire = Journey.overTheWire(Map.of("values", sent.values()));

        Settings arrived;
        try {
            arrived = Inflater.inflate(Settings.class, wire);
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            return;
        }
        if (!sent.equals(arrived)) {
            throw new AssertionError(
                    """
                    A record with a Map<String, Object> was inflated, but %s. JSON just has "5": \
                    where the type says Object, no one can know what it was. Refuse it.\
                    """
                            .formatted(Journey.difference("", sent, arrived)));
        }
    }

    @Test
    void a_number_that_does_not_fit_is_refused_and_not_bent() {
        var wire =
                Map.of(
                        "links",
                        4_294_967_297L,
                        "fingerprint",
                        0L,
                        "likelihood",
                        0.0,
                        "bounty",
                        "0");

        Refused.by(
                () -> Inflater.inflate(Figures.class, wire),
                """
                4294967297 was inflated into an int, where it does not fit. intValue(), for one, \
                keeps its lower half, which is 1, and says nothing.\
                """);
    }

    @Test
    void a_missing_number_is_refused() {
        Refused.by(
                () -> Inflater.inflate(Attachment.class, Map.of("name", "sky.png")),
                "An attachment without its bytes was inflated. No one sent that number.");
    }

    @Test
    void a_constant_that_does_not_exist_is_refused() {
        Refused.by(
                () -> Inflater.inflate(Mood.class, Map.of("tone", "FURIOUS")),
                "The tone FURIOUS was inflated, but there is no such tone.");
    }

    @Test
    void what_the_constructor_said_reaches_the_caller() {
        var wire = Map.of("name", "sky.png", "bytes", -1L);

        var refusal =
                Refused.by(
                        () -> Inflater.inflate(Attachment.class, wire),
                        "An attachment of -1 bytes was inflated: its constructor was not asked.");

        assertThat(refusal.getMessage())
                .as(
                        """
                        How an attachment of -1 bytes was refused; the dead letter will give this \
                        as its reason. The constructor said "An attachment cannot have -1 bytes.", \
                        but reflection wraps that in an exception without a message: pass on the \
                        message of its cause.\
                        """)
                .contains("-1 bytes");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object payload) {
        return (Map<String, Object>) payload;
    }
}
