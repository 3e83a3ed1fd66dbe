package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * A number in a field is that id, whatever long it is. An absent or blank field gives null. Spaces
 * around a number do not matter. Text that is not a long throws an IllegalArgumentException. The
 * form hands on every field that was filled in, even if there are several.
 *
 * <p>Free: the types of the components, and how {@code ids()} makes its list.
 */
@Exercise(id = "4.3", title = "0 is an id", points = 20, stars = 1, edit = "ModerationForm.java")
@ExtendWith(FreshQueue.class)
class ZeroTest {

    private static final List<Long> IDS =
            List.of(
                    7L,
                    0L,
                    -1L,
                    -999L,
                    (long) Integer.MIN_VALUE,
                    (long) Integer.MAX_VALUE,
                    9_007_199_254_740_993L,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE + 1,
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE);

    @Test
    void every_number_is_an_id_like_any_other() {
        for (long id : IDS) {
            for (var type : ForumType.values()) {
                requireIds(Map.of(type.toString(), String.valueOf(id)), type.ids(id));
            }
        }
    }

    /** Whatever the form holds in the place of a field that was not given: it is an id, too. */
    @Test
    void what_the_form_holds_for_a_field_that_was_not_given_is_no_number() {
        for (var type : ForumType.values()) {
            for (long number : NumbersInside.of(ModerationForm.of(Map.of(type.toString(), "7")))) {
                for (var other : ForumType.values()) {
                    requireIds(Map.of(other.toString(), String.valueOf(number)), other.ids(number));
                }
            }
        }
    }

    @Test
    void a_blank_field_counts_as_not_given() {
        var none = Arrays.<Long>asList(null, null, null);
        requireIds(Map.of(), none);
        for (var blank : List.of("", "   ")) {
            requireIds(Map.of("question", blank, "answer", blank, "comment", blank), none);
            requireIds(
                    Map.of("question", blank, "answer", "7", "comment", blank),
                    ForumType.ANSWER.ids(7));
        }
    }

    @Test
    void spaces_around_a_number_do_not_matter() {
        for (var type : ForumType.values()) {
            requireIds(Map.of(type.toString(), " 7 "), type.ids(7));
            requireIds(Map.of(type.toString(), "  -1"), type.ids(-1));
            requireIds(Map.of(type.toString(), "010"), type.ids(10));
        }
    }

    @Test
    void each_field_that_was_filled_in_is_handed_on() {
        requireIds(Map.of("question", "7", "answer", "8"), Arrays.asList(7L, 8L, null));
        requireIds(Map.of("answer", "-5", "comment", "-1"), Arrays.asList(null, -5L, -1L));
        requireIds(Map.of("question", "7", "comment", "7"), Arrays.asList(7L, null, 7L));
        requireIds(
                Map.of("question", "1", "answer", "2", "comment", "3"), Arrays.asList(1L, 2L, 3L));
    }

    private static void requireIds(Map<String, String> fields, List<Long> expected) {
        List<Long> ids;
        try {
            ids = ModerationForm.of(fields).ids();
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "%s Reading it and asking for ids() threw %s. %s"
                            .formatted(says(fields), Step04Fixture.said(e), lesson(fields, e)),
                    e);
        }
        if (!expected.equals(ids)) {
            fail(
                    "%s Its ids() are %s, and should be %s. %s"
                            .formatted(says(fields), ids, expected, lesson(fields, ids, expected)));
        }
    }

    private static String lesson(Map<String, String> fields, RuntimeException e) {
        boolean spaces = fields.values().stream().anyMatch(text -> !text.equals(text.strip()));
        if (e instanceof NumberFormatException && spaces) {
            return "Spaces around a number do not matter, and a blank field says \"not given\".";
        }
        long filled = fields.values().stream().filter(text -> !text.isBlank()).count();
        boolean refused =
                e instanceof IllegalArgumentException && !(e instanceof NumberFormatException);
        if (refused
                && filled != 1
                && fields.keySet().stream().allMatch(name -> isRead(fields, name))) {
            return "The form hands on what was filled in, be it nothing or too much. It is the call"
                    + " that refuses.";
        }
        return e instanceof IllegalArgumentException
                ? "Every long is an id, and a field without text says \"not given\"."
                : """
                Absent and blank say "not given", which is null in ids(), and no error. (List.of \
                does not accept a null, and a null that is unboxed throws.)\
                """;
    }

    /** A second look: is that field read where it is the only one? */
    private static boolean isRead(Map<String, String> fields, String name) {
        try {
            return ModerationForm.of(Map.of(name, fields.get(name))).ids() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String says(Map<String, String> fields) {
        var text = new StringBuilder();
        for (var type : ForumType.values()) {
            var field = fields.get(type.toString());
            if (field != null) {
                var value =
                        field.strip().equals(field) && !field.isEmpty() ? field : '"' + field + '"';
                text.append(text.isEmpty() ? "" : ", ").append(type + " = " + value);
            }
        }
        return text.isEmpty() ? "The form has no fields." : "The form says " + text + ".";
    }

    private static String lesson(Map<String, String> fields, List<Long> ids, List<Long> expected) {
        if (ids == null || ids.size() != 3) {
            return "It is a list of three: a question's id, an answer's, and a comment's.";
        }
        if (given(ids).equals(given(expected))) {
            return "Are two fields swapped? All three have the same type, so the compiler cannot"
                    + " tell.";
        }
        for (int place = 0; place < 3; place++) {
            var id = expected.get(place);
            var seen = ids.get(place);
            if (!Objects.equals(id, seen)) {
                var type = ForumType.values()[place];
                return id == null
                        ? tooMuch(seen, expected)
                        : seen == null
                                ? tooLittle(id, expected)
                                : other(fields.get(type.toString()), seen);
            }
        }
        return "";
    }

    private static String tooMuch(long id, List<Long> expected) {
        if (id != 0 && expected.contains(id)) {
            return "Your form hands on %d in two places. Was one name left unchanged in a copy?"
                    .formatted(id);
        }
        return """
        Your form hands on %d for a field that was not given, and that is an id like any other. \
        No number can say "none"; null can.\
        """
                .formatted(id);
    }

    private static String tooLittle(long id, List<Long> expected) {
        if (id == IDS.get(0) && given(expected).size() == 1) {
            var field = ForumType.values()[expected.indexOf(id)].toString();
            return asksFor(field)
                    ? """
                    Your form asks for the field "%s" and makes no id of its text. Long.valueOf \
                    and Long.parseLong read a text. (Long.getLong looks for a system property that \
                    is called so.)\
                    """
                            .formatted(field)
                    : "%d does not arrive. The fields are called question, answer and comment."
                            .formatted(id);
        }
        return given(expected).size() > 1
                ? "Each field that was filled in is handed on: it is not the form that chooses."
                : """
                %d is an id like any other, and an import from an old forum may bring it. Your \
                form takes it for "not given". No number can say that, whatever its sign; null \
                can.\
                """
                        .formatted(id);
    }

    /** A second look: is a field of that name asked for? */
    private static boolean asksFor(String name) {
        var asked = new HashSet<Object>();
        var fields =
                new HashMap<>(Map.of(name, "7")) {

                    @Override
                    public String get(Object key) {
                        asked.add(key);
                        return super.get(key);
                    }

                    @Override
                    public String getOrDefault(Object key, String otherwise) {
                        asked.add(key);
                        return super.getOrDefault(key, otherwise);
                    }
                };
        ModerationForm.of(fields);
        return asked.contains(name);
    }

    private static String other(String text, long seen) {
        return """
        Your form turns "%s" into %d. A decimal number in a field is that id, whatever \
        its sign and size.\
        """
                .formatted(text, seen);
    }

    /** Which ids there are, wherever. */
    private static List<Long> given(List<Long> ids) {
        return ids.stream().filter(Objects::nonNull).sorted().toList();
    }

    @Test
    void text_that_is_not_a_number_is_an_error_and_does_not_mean_none() {
        for (var text : List.of("seven", "7x", "7 8", "0x1F", "1.5", "-", "9223372036854775808")) {
            for (var type : ForumType.values()) {
                requireError(Map.of(type.toString(), text), text);
                var other = type == ForumType.ANSWER ? ForumType.QUESTION : ForumType.ANSWER;
                requireError(Map.of(type.toString(), text, other.toString(), "7"), text);
            }
        }
    }

    private static void requireError(Map<String, String> fields, String text) {
        var ids = new Object[1];
        var error = catchThrowable(() -> ids[0] = ModerationForm.of(fields).ids());
        if (error == null) {
            fail(
                    """
                    %s "%s" is not an id, and your form read it as %s. Its author meant something, \
                    and going on without it would be a guess. Throw an IllegalArgumentException; a \
                    NumberFormatException is one.\
                    """,
                    says(fields), text, ids[0]);
        }
        if (!(error instanceof IllegalArgumentException)) {
            throw new AssertionError(
                    """
                    %s "%s" is not an id, and your form threw %s. Let it be an \
                    IllegalArgumentException; a NumberFormatException is one.\
                    """
                            .formatted(says(fields), text, Step04Fixture.said(error)),
                    error);
        }
    }

    @Test
    void posts_0_and_minus_1_go_from_the_form_to_the_queue(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (var id : List.of("0", "-1")) {
                var ids = ModerationForm.of(Map.of(type.toString(), id)).ids();
                var moderation = new ModerationQueue(queue);
                var refusal =
                        catchThrowable(
                                () -> moderation.moderate(ids.get(0), ids.get(1), ids.get(2)));
                if (refusal != null) {
                    var message =
                            """
                            A moderator typed %s into the field %s, the form handed on %s, and the \
                            call in ModerationQueue threw %s.%s\
                            """
                                    .formatted(
                                            id,
                                            type,
                                            ids,
                                            Step04Fixture.said(refusal),
                                            blame(type, id, ids, refusal, queue));
                    // a call that refuses what the form should not hand on is not at fault
                    throw new AssertionError(message, isRight(type, id, ids) ? refusal : null);
                }
                var message = type.ids(Long.parseLong(id)).toString().replace(" ", "");
                var enqueued = enqueued(queue);
                if (!enqueued.equals(message)) {
                    fail(
                            """
                            A moderator typed %s into the field %s, the form handed on %s, and the \
                            queue holds %s instead of %s.%s\
                            """,
                            id, type, ids, enqueued, message, blame(type, id, ids, null, queue));
                }
            }
        }
    }

    private static String blame(
            ForumType type, String id, List<Long> ids, Throwable refusal, TaskQueue queue) {
        if (!isRight(type, id, ids)) {
            return " The form did not hand on that id alone.";
        }
        if (refusal instanceof NullPointerException) {
            return " The form is right; the call does not cope with a null.";
        }
        return refusal != null && !takes(type.ids(7), queue)
                ? " The form is right; the call refuses a 7 in that place, too: look at 4.2."
                : " The form is right; the call takes " + id + " for \"not given\".";
    }

    /** A second look: does the call take those ids? */
    private static boolean takes(List<Long> ids, TaskQueue queue) {
        try {
            new ModerationQueue(queue).moderate(ids.get(0), ids.get(1), ids.get(2));
            return true;
        } catch (RuntimeException refusal) {
            return false;
        } finally {
            enqueued(queue);
        }
    }

    private static boolean isRight(ForumType type, String id, List<Long> ids) {
        return ids.equals(type.ids(Long.parseLong(id)));
    }

    private static String enqueued(TaskQueue queue) {
        var bodies = new StringBuilder();
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle(
                        "moderate",
                        (payload, message) -> bodies.append(new String(message.body(), UTF_8)))
                .drain();
        return bodies.toString();
    }

    /**
     * What Java does (JLS 15.25): with the word null on one side and a long on the other, a
     * conditional is a Long. With a Long on one side and a long on the other, it is a long: Java
     * unboxes the Long, and throws if it is null.
     */
    @Test
    void a_conditional_unboxes_a_null_variable_but_not_the_word_null() {
        var blank = "";
        Long none = null;

        Long word = blank.isBlank() ? null : Long.parseLong(blank);
        assertThat(word).isNull();

        assertThatThrownBy(
                        () -> {
                            Long variable = blank.isBlank() ? none : Long.parseLong(blank);
                            assertThat(variable).isNull();
                        })
                .isInstanceOf(NullPointerException.class);
    }
}
