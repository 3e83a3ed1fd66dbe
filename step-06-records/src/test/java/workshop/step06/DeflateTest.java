package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "6.1",
        title = "Say what it is made of",
        points = 15,
        stars = 1,
        edit = "Deflater.java")
@ExtendWith(FreshQueue.class)
class DeflateTest {

    static final class Stranger {

        public int getAge() {
            return 7;
        }

        @Override
        public String toString() {
            return "a stranger";
        }
    }

    @Test
    void the_example_of_the_article_becomes_maps_in_maps() {
        var inst = new SomeClass(Map.of("hi", "there"), new SomeClass(1, false));

        assertThat(Journey.overTheWire(Deflater.deflate(inst)))
                .as(
                        """
                        The article's SomeClass as the worker receives it: one key for each \
                        component, and the inner SomeClass is a map, too.\
                        """)
                .isEqualTo(
                        Map.of(
                                "foo",
                                Map.of("hi", "there"),
                                "bar",
                                Map.of("foo", 1L, "bar", false)));
    }

    @Test
    void a_submission_becomes_primitives_all_the_way_down() {
        var foreigner = Journey.firstForeigner("", Deflater.deflate(Submissions.ORDINARY));

        assertThat(Stream.ofNullable(foreigner))
                .as(
                        """
                        The first thing in the deflated submission that JSON has no form for. \
                        Records hide in lists and in maps; moments, decimals, enums and optionals \
                        need a form, too.\
                        """)
                .isEmpty();
    }

    @Test
    void every_component_is_under_its_name() {
        var map = Deflater.deflate(Submissions.ORDINARY);

        assertThat(map)
                .as("the deflated submission; its readers look for the components by name")
                .containsKeys("body", "author", "tone", "attachments", "translations", "figures")
                .containsEntry("body", Submissions.ORDINARY.body());
        assertThat(Journey.overTheWire(map))
                .as(
                        """
                        the submission on the wire: its attachments are a list of maps, bytes and \
                        all\
                        """)
                .containsEntry("attachments", List.of(Map.of("name", "sky.png", "bytes", 7L)));
    }

    @Test
    void an_enum_goes_by_its_name() {
        assertThat(Deflater.deflate(Submissions.ORDINARY).get("tone"))
                .as(
                        """
                        The tone. toString() is for people and may be reworded; ordinal() changes \
                        when someone adds a constant in front. A message outlives both. name() \
                        stays.\
                        """)
                .isEqualTo("HEATED");
    }

    static Stream<Arguments> twoDifferentValues() {
        var when = Instant.parse("2025-11-22T09:00:00.000000001Z");
        return Stream.of(
                arguments(
                        "a long beyond 2^53, and the next one",
                        new Figures(0, 9_007_199_254_740_992L, 0, BigDecimal.ZERO),
                        new Figures(0, 9_007_199_254_740_993L, 0, BigDecimal.ZERO)),
                arguments(
                        "5.0 and 5.00",
                        new Figures(0, 0, 0, new BigDecimal("5.0")),
                        new Figures(0, 0, 0, new BigDecimal("5.00"))),
                arguments(
                        "5E+3 and 5000",
                        new Figures(0, 0, 0, new BigDecimal("5E+3")),
                        new Figures(0, 0, 0, new BigDecimal("5000"))),
                arguments(
                        "a decimal with 20 digits, and the next one",
                        new Figures(0, 0, 0, new BigDecimal("0.12345678901234567890")),
                        new Figures(0, 0, 0, new BigDecimal("0.12345678901234567891"))),
                arguments(
                        "two moments, a nanosecond apart",
                        new Author("Ada", List.of(when), Optional.empty()),
                        new Author("Ada", List.of(when.plusNanos(1)), Optional.empty())),
                arguments(
                        "never seen, and seen in 1970",
                        new Author("Ada", List.of(), Optional.empty()),
                        new Author("Ada", List.of(), Optional.of(Instant.EPOCH))),
                arguments(
                        "null, and the word \"null\"",
                        new Translation(null, true),
                        new Translation("null", true)),
                arguments(
                        "null, and an empty text",
                        new Translation(null, true),
                        new Translation("", true)),
                arguments(
                        "two spellings of one letter",
                        new Translation("\u00e9", true),
                        new Translation("e\u0301", true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoDifferentValues")
    void two_different_values_do_not_look_alike(String what, Record one, Record other) {
        assertThat(Journey.overTheWire(Deflater.deflate(one)))
                .as(
                        """
                        %s: %s on the wire. %s looks the same there, so no one can tell the two \
                        apart again: something was lost.\
                        """,
                        what, Journey.show(one), Journey.show(other))
                .isNotEqualTo(Journey.overTheWire(Deflater.deflate(other)));
    }

    @Test
    void an_unknown_object_is_refused_and_not_turned_into_text() {
        assertThat(Deflater.deflate(new SomeClass("fine", 1)))
                .as("the deflated SomeClass of a text and a number")
                .containsEntry("foo", "fine");

        var made = new ArrayList<>();
        catchThrowable(
                () -> made.add(Deflater.deflate(new SomeClass(new Stranger(), null)).get("foo")));
        assertThat(made)
                .as(
                        """
                        What became of an object in a record that is neither a record nor a \
                        primitive. It is a text now, and no one will know that it was something \
                        else: throw an IllegalArgumentException instead.\
                        """)
                .doesNotHaveAnyElementsOfTypes(String.class);
        assertThat(made)
                .filteredOn(foo -> Journey.firstForeigner("foo", foo) != null)
                .as(
                        """
                        What the deflated record still holds, although it is neither a record nor \
                        a primitive. JSON has no form for it and refuses it later, where no one \
                        knows whose it was: throw an IllegalArgumentException here.\
                        """)
                .isEmpty();
    }

    @Test
    void the_worker_receives_it(TaskQueue queue) {
        var received = new ArrayList<>();
        queue.enqueue("moderate", Deflater.deflate(Submissions.ORDINARY), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> received.add(payload))
                .drain();

        assertThat(received)
                .as("what the worker received")
                .containsExactly(Journey.overTheWire(Deflater.deflate(Submissions.ORDINARY)));
    }
}
