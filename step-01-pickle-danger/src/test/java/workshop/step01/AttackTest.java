package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grade.Exercise;
import workshop.queue.FreshQueue;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(id = "1.2", title = "Wear the attacker's hat", points = 20, stars = 3, edit = "Attack.java")
@ExtendWith(FreshQueue.class)
class AttackTest {

    @Test
    void the_canary_sings_in_the_worker_before_the_cast_can_refuse(TaskQueue queue) {
        var handled = new ArrayList<Draft>();
        byte[] forged = Attack.forge();
        int before = Canary.songs();
        queue.enqueue(Message.of("moderate", NativeSerializer.CONTENT_TYPE, forged));
        Worker.on(queue).accept(Native.trusting()).handle("moderate", (payload, message) -> handled.add((Draft) payload)).maxDeliveries(1).build().drain();

        assertThat(Canary.songs() - before)
                .as("Songs in the worker. The bytes were read, and your code did not run: which method of your objects does readObject call?")
                .isPositive();
        assertThat(handled).as("Drafts that reached the handler. Forge something that is no draft: the cast fails, and comes too late.").isEmpty();
    }

    @Test
    void the_canary_is_silent_in_the_attackers_own_process() {
        int before = Canary.songs();
        Attack.forge();

        assertThat(Canary.songs() - before)
                .as("Songs while you forged. A set asks for the hash code when you add to it, too: arm the trap after you have set it.")
                .isZero();
    }

    @Test
    void the_bytes_need_only_classes_that_the_worker_has() throws Exception {
        var foreign = new TreeSet<String>();
        try (var in = new ObjectInputStream(new ByteArrayInputStream(Attack.forge()))) {
            in.setObjectInputFilter(info -> {
                if (info.serialClass() != null && !isOnTheWorkersClassPath(info.serialClass())) {
                    foreign.add(info.serialClass().getName());
                }
                return Status.UNDECIDED;
            });
            in.readObject();
        }
        assertThat(foreign)
                .as("Classes that only your process has. The worker would answer ClassNotFoundException, and a lambda is code "
                        + "of the class that wrote it. Use what lies about: workshop.step01.library.")
                .isEmpty();
    }

    private static boolean isOnTheWorkersClassPath(Class<?> type) {
        Class<?> element = type.isArray() ? type.componentType() : type;
        return element.isPrimitive()
                || element.getName().startsWith("java.") && element != SerializedLambda.class
                || element.getName().startsWith("workshop.step01.library.")
                || element == Canary.class || element == Draft.class;
    }
}
