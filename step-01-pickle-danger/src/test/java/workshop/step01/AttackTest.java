package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.EOFException;
import java.io.NotSerializableException;
import java.io.WriteAbortedException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/**
 * What every right answer does: whoever reads the bytes with a plain ObjectInputStream, and has
 * only the JDK, Draft, Canary and the library, hears the canary during readObject, every time;
 * forge() itself is silent.
 *
 * <p>The collection, the root, and how the trap is armed and written are free.
 */
@Exercise(
        id = "1.2",
        title = "Wear the attacker's hat",
        points = 20,
        stars = 3,
        edit = "Attack.java")
class AttackTest {

    private static final String SING = Canary.class.getName() + ".sing";

    private static final String NOT_THERE =
            "A class of your own stays in your process, and so does a lambda's code. Use what the"
                    + " worker has: the JDK, and workshop.step01.library.";

    @Test
    void the_canary_sings_in_the_worker_while_it_reads() {
        var worker = WorkersClasses.worker();
        var attacker = WorkersClasses.attacker();
        byte[] forged = forge(attacker);
        singsIn(worker, forged, "", attacker);
        singsIn(worker, forged, " a second time", attacker);
    }

    @Test
    void it_works_again_and_for_another_worker() {
        var attacker = WorkersClasses.attacker();
        byte[] first = forge(attacker);
        byte[] second = forge(attacker);
        singsIn(WorkersClasses.worker(), first, "", attacker);
        String again = " (those that forge() returned when it was called again)";
        singsIn(WorkersClasses.worker(), second, again, attacker);
    }

    @Test
    void the_canary_is_silent_while_you_forge() {
        var attacker = WorkersClasses.attacker();
        attacker.call(Canary.class, "sing");
        for (String time : List.of("", ", called for the second time,")) {
            Songs.clear();
            int before = attacker.songs();
            forge(attacker);
            int songs = attacker.songs() - before;

            assertThat(songs == 0 && !Songs.heard())
                    .withFailMessage(() -> Songs.heard() ? sangAtHome(time, songs) : counts(songs))
                    .isTrue();
        }
    }

    private static String counts(int songs) {
        return songs < 0
                ? "forge() turned the canary's counter back. Leave it alone."
                : "The canary did not sing, but forge() raised its counter. Leave it alone.";
    }

    private static String sangAtHome(String time, int songs) {
        String cause = Songs.cause(Attack.class);
        String sang =
                "The canary sang in your own process, while forge()%s was running%s. "
                        .formatted(time, songs == 0 ? " (and its counter was put back)" : "");
        if (cause.endsWith("Canary.sing")) {
            return sang
                    + cause
                    + " itself. It should sing in the worker, because of what it reads there.";
        } else if (cause.endsWith("ObjectInputStream.readObject")) {
            return sang
                    + cause
                    + ": whoever reads the bytes hears it, you too. The test reads them for you.";
        }
        return sang
                + (cause.isEmpty() ? "" : cause + ", and that asked the armed memo for its value. ")
                + "Whatever adds, finds, compares or shows an element calls its hashCode() or"
                + " equals(): arm the memo after that, and use a new set or map each time.";
    }

    private static byte[] forge(WorkersClasses attacker) {
        byte[] forged;
        try {
            forged = (byte[]) attacker.call(Attack.class, "forge");
        } catch (WorkersClasses.Thrown thrown) {
            Throwable cause = thrown.getCause();
            if (cause instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            return fail(
                    "forge() itself ended in %s, so there is nothing to send. %s",
                    named(cause),
                    cause instanceof NotSerializableException
                            ? "Only objects of Serializable classes can be written"
                                    + notSerializable(cause.getMessage())
                            : "");
        }
        assertThat(forged == null ? 0 : forged.length)
                .withFailMessage("forge() returned no bytes, so there is nothing to send.")
                .isPositive();
        return forged;
    }

    private static String notSerializable(String type) {
        return type.startsWith("java.")
                ? ", and this class of the JDK is not one of them."
                : ": an ordinary lambda is not, nor is StartUp.";
    }

    private static void singsIn(
            WorkersClasses worker, byte[] forged, String which, WorkersClasses attacker) {
        int before = worker.songs();
        Object read = null;
        Throwable thrown = null;
        try {
            read = worker.read(forged);
        } catch (Exception | LinkageError e) {
            thrown = e;
        }
        if (worker.songs() > before) {
            return;
        }
        if (forged.length < 2 || (forged[0] & 0xFF) != 0xAC || (forged[1] & 0xFF) != 0xED) {
            fail(
                    """
                    The worker reads Java's serialized form, which begins with AC ED. Your bytes \
                    begin with %s, so it ended at the header: %s.\
                    """,
                    HexFormat.of().formatHex(forged, 0, Math.min(4, forged.length)), named(thrown));
        }
        if (thrown != null) {
            fail(
                    """
                    The worker began to read your bytes, and ended in %s; the canary stayed \
                    silent. %s\
                    """,
                    named(thrown), why(thrown, forged, attacker));
        }
        fail(
                """
                The worker read your bytes to the end%s, and the canary stayed silent. It got \
                %s. %s\
                """,
                which,
                read == null ? "null" : "an object of " + read.getClass().getName(),
                whySilent(worker, forged, attacker.songs() > 0));
    }

    /** A second look: at the parts of the trap that have arrived. */
    private static String whySilent(WorkersClasses worker, byte[] forged, boolean sangAtHome) {
        List<Object> parts = worker.objectsIn(forged);
        String calls = calls(parts);
        if (calls.isEmpty()) {
            return noCall(worker, forged)
                    + (sangAtHome
                            ? " It sang in your own process, while forge() was running."
                            : "");
        } else if (!calls.contains(SING)) {
            return "The MethodCall in your bytes is of %s, not of Canary.sing. A recipe is sent as"
                            .formatted(calls)
                    + " it is when it is written.";
        } else if (parts.stream().noneMatch(part -> isOf(Memo.class, part))) {
            return "The MethodCall of Canary.sing has arrived, but no one has called its get()."
                    + " Which class of the library does, and when?";
        }
        return """
        A Memo and the MethodCall of Canary.sing have arrived, but no one has asked the Memo for \
        its hash code while it was read. Not every collection asks for hash codes then, nor for \
        those of all its parts, and some only with more elements. Which one puts its elements into \
        a table by them?\
        """;
    }

    private static String noCall(WorkersClasses worker, byte[] forged) {
        return calls(worker.objectsBehindTheFirst(forged)).isEmpty()
                ? "In your bytes there is no MethodCall, so nothing in them can call the canary."
                : "Your MethodCall comes in a second object behind that one, and the worker reads"
                        + " only the first: the trap has to be part of it.";
    }

    private static String calls(List<Object> parts) {
        return parts.stream()
                .filter(part -> isOf(MethodCall.class, part))
                .map(call -> field(call, "owner") + "." + field(call, "method"))
                .distinct()
                .collect(joining(" and "));
    }

    private static boolean isOf(Class<?> type, Object part) {
        return part.getClass().getName().equals(type.getName());
    }

    private static String field(Object object, String name) {
        try {
            var field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            Object value = field.get(object);
            return value instanceof Class<?> type ? type.getName() : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String why(Throwable thrown, byte[] forged, WorkersClasses attacker) {
        String message = String.valueOf(thrown);
        if (message.contains("SerializedLambda")) {
            return whereItIs(forged, attacker) + "A recipe in it is a lambda. " + NOT_THERE;
        }
        if (thrown instanceof ClassNotFoundException || thrown instanceof LinkageError) {
            return "The worker does not have that class. "
                    + whereItIs(forged, attacker)
                    + NOT_THERE;
        }
        if (thrown instanceof EOFException) {
            return "They end too early. Close or flush the stream before you take its bytes, and"
                    + " take all of them.";
        }
        if (thrown instanceof WriteAbortedException) {
            return "forge() could not write that object; such an exception is in the stream as"
                    + " well. Do not catch it: write a recipe that can be sent.";
        }
        return message.contains("Cannot call")
                ? "Your MethodCall was made and called, but there is no such public static method"
                        + " without parameters."
                : "";
    }

    /** A second look: would the bytes call the canary where the attacker's classes are? */
    private static String whereItIs(byte[] forged, WorkersClasses attacker) {
        int before = attacker.songs();
        String calls = calls(attacker.objectsIn(forged));
        if (!calls.isEmpty() && !calls.contains(SING)) {
            return "The MethodCall in your bytes is of %s: let it name Canary. ".formatted(calls);
        }
        return attacker.songs() > before
                ? ""
                : "Even where your classes are, your bytes do not make the canary sing: does the"
                        + " memo get its real recipe before you write them? ";
    }

    /** The JVM makes up the end of a lambda's class name. */
    private static String named(Throwable thrown) {
        String text =
                thrown.toString()
                        .replaceAll("\\$\\$Lambda[^\\s]*", " (a lambda)")
                        .replaceAll(" \\([^()]*\\bmodule\\b.*", "");
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 160 ? line : line.substring(0, 160) + "…";
    }
}
