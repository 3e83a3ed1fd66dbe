package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/**
 * A target is made from one long or read from a list of three, and in no other way, not even in its
 * own package. Every long is an id. No one can add a kind of target, or change a target. The bytes
 * are yesterday's. Target.of refuses what is not a target with an IllegalArgumentException.
 *
 * <p>Free: the form (sealed or not, records or classes), and everything private.
 */
@Exercise(
        id = "4.4",
        title = "The wrong call cannot be written",
        points = 30,
        stars = 3,
        edit = "Target.java")
class TargetTest extends Step04Fixture {

    private static final JsonSerializer JSON = new JsonSerializer();

    @Autowired private TargetedModeration moderation;

    @Test
    void a_call_for_one_post_compiles() throws Exception {
        String members =
                """
                Target[] all = {Target.question(7), Target.answer(0), Target.comment(-1)};
                java.util.List<Long> payload = all[0].payload();
                Class<? extends workshop.forum.Post> type = Target.of(payload).type();
                long id = all[0].id();
                """;
        var errors = Compiled.errors(members);
        if (!errors.isEmpty()) {
            fail(
                    """
                    These lines no longer compile:
                    %s
                    The compiler says: %s
                    The three methods stay as they were and take a long, which is never null; so \
                    do payload(), of(List), type() and id().\
                    """,
                    members.strip(), String.join("; ", errors));
        }
    }

    @Test
    void a_wrong_call_does_not_compile() throws Exception {
        var wrong = WrongCalls.all();
        var anywhere = Compiled.accepted("elsewhere", wrong);
        var here = Compiled.accepted("workshop.step04", wrong);
        if (!here.isEmpty()) {
            fail(AcceptedCalls.message(anywhere, here));
        }
    }

    @Test
    void a_target_never_changes() {
        for (var type : ForumType.values()) {
            var target = type.target(7);
            var before = String.valueOf(catchPayload(target));
            for (var method : setters(target.getClass())) {
                for (var value : Arrays.asList(8L, null)) {
                    call(method, target, value);
                    requireUnchanged(target, before, method.getName() + "(" + value + ")");
                }
            }
            for (var method : parts(target.getClass())) {
                changeResult(method, target);
                requireUnchanged(
                        target, before, "a change of what " + method.getName() + "() gave out");
            }
            try {
                target.payload().set((type.ordinal() + 1) % 3, 8L);
            } catch (RuntimeException e) {
                continue; // a list that cannot be changed is as good as a copy
            }
            requireUnchanged(target, before, "payload().set(…, 8)");
        }
        var payload = ForumType.QUESTION.ids(7);
        var target = Target.of(payload);
        payload.set(1, 8L);
        requireUnchanged(
                target,
                String.valueOf(catchPayload(Target.question(7L))),
                "set(1, 8) on the list that of() had read");
    }

    private static void requireUnchanged(Target target, String before, String call) {
        var after = String.valueOf(catchPayload(target));
        if (!after.equals(before)) {
            fail(
                    """
                    A target had the payload %s, and after %s it has %s. A target is made once and \
                    never changes: else every line that holds one could make it wrong.\
                    """,
                    before, call, after);
        }
    }

    private static Object catchPayload(Target target) {
        try {
            return target.payload();
        } catch (RuntimeException e) {
            return "none, since payload() throws " + said(e);
        }
    }

    /** Methods that take ids and return nothing, also those that only this package sees. */
    private static List<Method> setters(Class<?> type) {
        var setters = new ArrayList<Method>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Stream.of(at.getDeclaredMethods())
                    .filter(method -> method.getReturnType() == void.class)
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                    .filter(method -> method.getParameterCount() > 0)
                    .forEach(setters::add);
        }
        return setters;
    }

    /** Methods that give out an array or a list, also those that only this package sees. */
    private static List<Method> parts(Class<?> type) {
        var parts = new ArrayList<Method>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Stream.of(at.getDeclaredMethods())
                    .filter(
                            method ->
                                    method.getReturnType().isArray()
                                            || List.class.isAssignableFrom(method.getReturnType()))
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> !method.getName().equals("payload"))
                    .forEach(parts::add);
        }
        return parts;
    }

    @SuppressWarnings("unchecked")
    private static void changeResult(Method method, Target target) {
        try {
            method.setAccessible(true);
            var part = method.invoke(target);
            if (part instanceof List<?> list) {
                ((List<Object>) list).replaceAll(each -> each == null ? 8L : null);
            } else if (part != null) {
                Object other = part.getClass().getComponentType() == int.class ? (Object) 8 : 8L;
                for (int place = 0; place < Array.getLength(part); place++) {
                    Array.set(part, place, other);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // it refuses; what the target holds now is asked next
        }
    }

    private static void call(Method method, Target target, Long value) {
        try {
            method.setAccessible(true);
            var arguments = new Object[method.getParameterCount()];
            Arrays.fill(arguments, value);
            method.invoke(target, arguments);
        } catch (InvocationTargetException | IllegalAccessException | IllegalArgumentException e) {
            // it refuses; what the target holds now is asked next
        }
    }

    @Test
    void every_long_is_an_id() {
        for (var type : ForumType.values()) {
            for (long id : IDS) {
                Object made;
                try {
                    var target = type.target(id);
                    made = List.of(target.type().getSimpleName(), target.id());
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            "Target.%s(%d) threw %s. %2$d is an id like any other, as 4.3 says."
                                    .formatted(type, id, said(e)),
                            e);
                }
                var expected = List.of(type.entity(), id);
                if (!made.equals(expected)) {
                    fail(
                            """
                            Target.%s(%d) has the type and the id %s, and not %s. %s\
                            """,
                            type,
                            id,
                            made,
                            expected,
                            id == IDS.get(0)
                                    ? whyAnother(type)
                                    : "Does your code use some number, perhaps %d, to mean"
                                                    .formatted(id)
                                            + " \"none\"? Every long is an id.");
                }
            }
        }
    }

    /** An id that no one has asked for yet is right where the code remembers targets. */
    private static String whyAnother(ForumType type) {
        var fresh = type.target(42_042);
        return fresh.type().getSimpleName().equals(type.entity()) && fresh.id() == 42_042
                ? """
                The first target with the id 42042 is right: does your code remember targets by \
                their ids alone?\
                """
                : "Was a name left unchanged when it was copied?";
    }

    @Test
    void a_target_has_the_same_bytes_as_before() throws IOException {
        requireBytes(ForumType.QUESTION, 7, golden(ForumType.QUESTION, 7));
        requireBytes(ForumType.ANSWER, 0, golden(ForumType.ANSWER, 0));
        requireBytes(
                ForumType.COMMENT, 9007199254740993L, golden(ForumType.COMMENT, 9007199254740993L));
        for (var type : ForumType.values()) {
            for (long id : IDS) {
                requireBytes(type, id, type.ids(id).toString().replace(" ", ""));
            }
        }
    }

    private static void requireBytes(ForumType type, long id, String expected) {
        String bytes;
        try {
            bytes = new String(JSON.dumps(type.target(id).payload()), UTF_8);
        } catch (RuntimeException e) {
            var nulls =
                    " Two of its three places are null, and List.of does not accept a null;"
                            + " Arrays.asList does.";
            throw new AssertionError(
                    "The payload of Target.%s(%d): asking for it threw %s.%s"
                            .formatted(
                                    type,
                                    id,
                                    said(e),
                                    e instanceof NullPointerException ? nulls : ""),
                    e);
        }
        if (!bytes.equals(expected)) {
            fail(
                    """
                    The bytes for %s %d are %s, and yesterday's were %s. Yesterday's workers still \
                    run while the new website is being deployed, and they know no other form.\
                    """,
                    type, id, bytes, expected);
        }
    }

    @Test
    void yesterdays_messages_are_understood(TaskQueue queue) throws IOException {
        for (var type : ForumType.values()) {
            for (long id : IDS) {
                Target target;
                try {
                    target = Target.of(type.ids(id));
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            """
                            Target.of(%s) threw %s. The list is one of yesterday's messages, for \
                            %s %d: three places with one id in them. Every long is an id.\
                            """
                                    .formatted(type.ids(id), said(e), type, id),
                            e);
                }
                var read = List.of(target.type().getSimpleName(), target.id());
                if (!read.equals(List.of(type.entity(), id))) {
                    fail(
                            "Target.of(%s) is read as %s. It is yesterday's message for %s %d.",
                            type.ids(id), read, type, id);
                }
            }
        }
        var golden = golden(ForumType.COMMENT, 9007199254740993L);
        insertAll(9007199254740993L, "Still  waiting");
        var ran = run(golden.getBytes(UTF_8), queue, moderation.worker(queue));
        assertModerated(ForumType.COMMENT, 9007199254740993L, ran);
    }

    @Test
    void a_post_is_moderated_from_the_call_to_the_database(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (long id : List.of(11L, 0L, -1L)) {
                emptyTheTables();
                insertAll(id, "Brand  new");
                var target = type.target(id);
                var message = String.valueOf(catchPayload(target));
                moderation.enqueue(target, queue);
                var ran = drained(message, queue, moderation.worker(queue));
                assertModerated(type, id, ran);
            }
        }
    }

    static List<List<?>> notTargets() {
        var payloads = new ArrayList<List<?>>();
        payloads.add(Arrays.asList(null, null, null));
        payloads.add(Arrays.asList(7L, 8L, null));
        payloads.add(Arrays.asList(7L, null, 7L));
        payloads.add(Arrays.asList(null, 0L, -1L));
        payloads.add(Arrays.asList(7L, 8L, 9L));
        payloads.add(Arrays.asList());
        payloads.add(Arrays.asList(7L));
        payloads.add(Arrays.asList(null, 7L));
        payloads.add(Arrays.asList(null, null, null, 7L));
        payloads.add(Arrays.asList(7L, null, null, null));
        payloads.add(Arrays.asList(7L, null, null, 8L));
        var beyond = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        for (var foreign : List.of("7", "seven", 7.9, 7.0, 1e18, true, beyond, List.of(7L))) {
            for (int place = 0; place < 3; place++) {
                payloads.add(payload(place, foreign, null));
                payloads.add(payload(place, foreign, 7L));
            }
        }
        return payloads;
    }

    /** A list of three with the one in that place, and the other in the next. */
    private static List<?> payload(int place, Object one, Object other) {
        var payload = Arrays.<Object>asList(null, null, null);
        payload.set(place, one);
        payload.set((place + 1) % 3, other);
        return payload;
    }

    @Test
    void anything_else_is_not_a_target() throws ReflectiveOperationException {
        for (var type : WrongCalls.family()) {
            for (var method : type.getDeclaredMethods()) {
                if (WrongCalls.readsPayload(method)
                        && !Modifier.isPrivate(method.getModifiers())
                        && Target.class.isAssignableFrom(method.getReturnType())) {
                    for (var payload : notTargets()) {
                        requireRefusal(method, payload);
                    }
                }
            }
        }
    }

    private static void requireRefusal(Method method, List<?> payload) {
        method.setAccessible(true);
        var call = "Target.%s(%s)".formatted(method.getName(), shown(payload));
        Object made;
        try {
            var target = (Target) method.invoke(null, payload);
            made = target == null ? "null" : "a target with the payload " + catchPayload(target);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return;
            }
            throw failure(
                    """
                    %s threw %s. TargetedModeration discards only what is refused with an \
                    IllegalArgumentException; after any other exception the message is tried \
                    again, and fails the same way. So Target.of decides, once, what is an id%s.\
                    """
                            .formatted(
                                    call,
                                    e.getCause().getClass().getSimpleName(),
                                    whatToCheck(e.getCause())),
                    e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        fail(
                """
                %s returned %s. A target is a list of three with one \
                whole number in it, and nothing else. Inside your process, the compiler sees to \
                that; from outside, anything can arrive, and a guess moderates an innocent row. So \
                Target.of decides, once, with an IllegalArgumentException, and the code behind it \
                never has to check again.\
                """,
                call, made);
    }

    private static String whatToCheck(Throwable thrown) {
        if (thrown instanceof ClassCastException) {
            return ": check the type before you cast";
        }
        return thrown instanceof NullPointerException ? ": each place may hold null" : "";
    }

    /** As in a message: a text in quotes, so that "7" does not look like 7. */
    private static String shown(List<?> payload) {
        return payload.stream()
                .map(place -> place instanceof String text ? '"' + text + '"' : "" + place)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Test
    void a_message_that_is_not_a_target_is_a_dead_letter_at_once(TaskQueue queue) {
        insertAll(7, "Who,  me?");
        for (var payload : List.of("[\"7\",null,null]", "[7,8,null]", "[null,7.9,null]")) {
            var worker = moderation.worker(queue);
            var ran = run(payload.getBytes(UTF_8), queue, worker);
            if (!ran.changed().isEmpty()) {
                fail("The message %s moderated %s.", payload, ran.changed());
            }
            if (ran.letters().isEmpty() || ran.letters().get(0).deliveries() > 1) {
                fail(
                        """
                        The message %s is not a target, and %s. When Target.of throws an \
                        IllegalArgumentException, TargetedModeration discards such a message at \
                        once, with a reason.\
                        """,
                        payload,
                        ran.letters().isEmpty()
                                ? "counts as done"
                                : "was tried %d times"
                                        .formatted(ran.letters().get(0).deliveries()));
            }
        }
    }

    private static String golden(ForumType type, long id) throws IOException {
        try (var file =
                TargetTest.class.getResourceAsStream("/golden/%s-%d.json".formatted(type, id))) {
            assertThat(file).as("golden/%s-%d.json", type, id).isNotNull();
            return new String(file.readAllBytes(), UTF_8).strip();
        }
    }
}
