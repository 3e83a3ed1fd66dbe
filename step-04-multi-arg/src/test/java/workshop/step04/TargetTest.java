package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.Message;
import workshop.queue.TaskQueue;

@Exercise(
        id = "4.4",
        title = "The wrong call cannot be written",
        points = 30,
        stars = 3,
        edit = "Target.java")
class TargetTest extends Step04Fixture {

    @Autowired private TargetedModeration moderation;

    @Test
    void a_call_for_one_post_compiles() throws Exception {
        String line = "Target[] all = {Target.question(7), Target.answer(0), Target.comment(-1)};";
        assertThat(Compiled.errors(line))
                .as(
                        """
                        The compiler's errors for Target.question(7), Target.answer(0) and \
                        Target.comment(-1). The three methods stay as they were: they take a long, \
                        which is never null.\
                        """)
                .isEmpty();
    }

    @ParameterizedTest(name = "does not compile: {0}", quoteTextArguments = false)
    @ValueSource(
            strings = {
                "Target none = new Target(null, null, null);",
                "Target two = new Target(7L, 8L, null);",
                "Target none = new Target();",
                "Target none = Target.question(null);",
                "Target none = Target.comment(null);",
                "Target two = Target.question(7, 8);"
            })
    void a_call_for_none_or_two_does_not_compile(String line) throws Exception {
        assertThatItDoesNotCompile(line);
    }

    @Test
    void no_one_can_add_another_kind_of_target() throws Exception {
        assertThatItDoesNotCompile("static abstract class OfTwo implements Target { }");
        assertThatItDoesNotCompile("static abstract class OfTwo extends Target { }");
    }

    @Test
    void a_type_and_an_id_cannot_be_combined_wrongly() {
        assertThat(Target.class.getConstructors())
                .as(
                        "Public constructors of Target. A type and an id can be combined wrongly,"
                                + " too: new Target(null, 7).")
                .isEmpty();
    }

    @Test
    void no_kind_of_target_takes_null_or_two_ids() throws Exception {
        if (Target.class.isSealed()) {
            for (var kind : Target.class.getPermittedSubclasses()) {
                assertThatItDoesNotCompile(
                        "Target none = new %s(null);".formatted(kind.getCanonicalName()));
                assertThatItDoesNotCompile(
                        "Target two = new %s(7L, 8L);".formatted(kind.getCanonicalName()));
            }
        }
    }

    private static void assertThatItDoesNotCompile(String line) throws Exception {
        assertThat(Compiled.errors(line))
                .as(
                        """
                        It compiles: %s A check at run time finds the mistake when the code runs, \
                        and a review finds it with luck. The compiler finds it at once, if the \
                        types leave no way to write it.\
                        """,
                        line)
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1} has the same bytes as before", quoteTextArguments = false)
    @CsvSource({"QUESTION, 7", "ANSWER, 0", "COMMENT, 9007199254740993"})
    void a_target_has_the_same_bytes_as_before(Type type, long id) throws IOException {
        assertThat(new String(JSON.dumps(type.target(id).payload()), UTF_8))
                .as(
                        """
                        The bytes for %s %d, compared with yesterday's. Yesterday's workers still \
                        run while the new website is being deployed, and they know no other form.\
                        """,
                        type, id)
                .isEqualTo(golden(type, id));
    }

    @ParameterizedTest(
            name = "yesterday''s message for {0} {1} is understood",
            quoteTextArguments = false)
    @CsvSource({"QUESTION, 7", "ANSWER, 0", "COMMENT, 9007199254740993"})
    void yesterdays_messages_are_understood(Type type, long id, TaskQueue queue)
            throws IOException {
        rowsWithId(id, "Still  waiting");
        queue.enqueue(Message.of("moderate", "application/json", golden(type, id).getBytes(UTF_8)));
        moderation.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThatOnlyThisIsModerated(type, id, "Still waiting");
    }

    @ParameterizedTest(name = "the {0} is moderated, from the call to the database")
    @EnumSource
    void a_post_is_moderated_from_the_call_to_the_database(Type type, TaskQueue queue) {
        long id = rowsWithOneId("Brand  new");
        moderation.enqueue(type.target(id), queue);
        moderation.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThatOnlyThisIsModerated(type, id, "Brand new");
    }

    static Stream<List<?>> notTargets() {
        return Stream.of(
                Arrays.asList(null, null, null),
                Arrays.asList(7L, 8L, null),
                Arrays.asList(7L, 8L, 9L),
                List.of(),
                Arrays.asList(7L),
                Arrays.asList(null, null, null, 7L),
                Arrays.asList(7L, null, null, 8L));
    }

    @ParameterizedTest(name = "the payload {0} is not a target")
    @MethodSource("notTargets")
    void only_a_list_of_three_with_one_id_is_a_target(List<?> payload) {
        assertThat(catchThrowable(() -> Target.of(payload)))
                .as(
                        """
                        Reading the payload %s. A target is a list of three with one id in it. \
                        Inside your process, the compiler sees to that; from outside, anything can \
                        arrive. So Target.of decides, once, with an IllegalArgumentException, and \
                        the code behind it never has to check again.\
                        """,
                        payload)
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String golden(Type type, long id) throws IOException {
        try (var file =
                TargetTest.class.getResourceAsStream("/golden/%s-%d.json".formatted(type, id))) {
            return new String(file.readAllBytes(), UTF_8).strip();
        }
    }
}
