package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "1.2",
        title = "Wear the attacker's hat",
        points = 20,
        stars = 3,
        edit = "Attack.java")
@ExtendWith(FreshQueue.class)
class AttackTest {

    @Test
    void the_canary_sings_in_the_worker_before_the_cast_can_refuse(TaskQueue queue)
            throws Exception {
        byte[] forged = Attack.forge();
        int before = Canary.songs();
        queue.enqueue(Message.of("moderate", NativeSerializer.CONTENT_TYPE, forged));
        Worker.on(queue)
                .accept(Native.trusting())
                .handle("moderate", (payload, message) -> ((Draft) payload).body())
                .maxDeliveries(1)
                .drain();

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The worker was given your bytes, and the canary stayed silent. Which \
                        method of your objects is called while they are read?\
                        """)
                .isGreaterThan(before);
    }

    @Test
    void the_canary_is_silent_while_you_forge() throws Exception {
        int before = Canary.songs();
        Attack.forge();

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang in your own process, while forge() was running. Adding an \
                        element to a set calls its hashCode(), too: arm the trap after you have \
                        set it.\
                        """)
                .isEqualTo(before);
    }

    @Test
    void the_bytes_need_only_classes_that_the_worker_has() throws Exception {
        var missing = new TreeSet<String>();
        try (var in = new ObjectInputStream(new ByteArrayInputStream(Attack.forge()))) {
            in.setObjectInputFilter(
                    info -> {
                        Class<?> type = info.serialClass();
                        if (type != null && !isOnTheWorkersClassPath(type)) {
                            missing.add(nameInSource(type));
                        }
                        return Status.UNDECIDED;
                    });
            in.readObject();
        }
        assertThat(missing)
                .withFailMessage(
                        """
                        Your bytes need %s, which the worker does not have: it would throw a \
                        ClassNotFoundException. (A lambda's code stays in the class you wrote it \
                        in.) Use what the worker has: the JDK, and workshop.step01.library.\
                        """,
                        missing)
                .isEmpty();
    }

    /** The JVM makes up the end of a lambda's class name. */
    private static String nameInSource(Class<?> type) {
        return type.getName().replaceFirst("\\$\\$Lambda.*", "");
    }

    private static boolean isOnTheWorkersClassPath(Class<?> type) {
        Class<?> element = type.isArray() ? type.componentType() : type;
        return element.isPrimitive()
                || element.getName().startsWith("java.")
                || element.getName().startsWith("workshop.step01.library.")
                || element == Canary.class
                || element == Draft.class;
    }
}
