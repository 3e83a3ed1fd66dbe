package workshop.grading.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Trace;
import workshop.queue.Broker;
import workshop.queue.Delivery;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * A message has one of four fates, always: waiting, held, done or dead letter. Here is every order
 * of a web process, two workers and a third that takes over, and each of them may die before each
 * of its operations.
 */
class FatesRaceTest {

    private static final JsonSerializer JSON = new JsonSerializer();

    @ParameterizedTest
    @ValueSource(strings = {"succeed", "discard"})
    void in_every_order_and_after_every_crash_a_message_has_one_of_four_fates(String task) {
        var exploration =
                Interleavings.of(Fates::new)
                        .named("four fates of a task to " + task)
                        .actor("web", fates -> fates.queue.enqueue(task, 1, JSON))
                        .actor("left", fates -> fates.worker().drain())
                        .actor("right", fates -> fates.worker().drain())
                        .actor("successor", fates -> fates.worker().lease(Duration.ZERO).drain())
                        .mayCrash("web")
                        .mayCrash("left")
                        .mayCrash("right")
                        .mayCrash("successor")
                        .points(
                                Kind.ENQUEUE,
                                Kind.POP,
                                Kind.LIST_PENDING,
                                Kind.CLAIM,
                                Kind.ACKNOWLEDGE,
                                Kind.DEAD_LETTER)
                        .outcome(Fates::fate)
                        .acceptable("not enqueued", "waiting", "held", "done", "dead letter")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.isComplete()).isTrue();
        assertThat(exploration.count("held")).isPositive();
        assertThat(exploration.count("not enqueued")).isPositive();
        assertThat(exploration.count(task.equals("succeed") ? "done" : "dead letter")).isPositive();
        long crashed = exploration.traces().stream().filter(FatesRaceTest::hasCrash).count();
        System.out.printf(
                "Four fates, %s: %s schedules, %s of them with a crash.%n",
                task, exploration.schedules(), crashed);
    }

    private static boolean hasCrash(Trace trace) {
        return trace.steps().stream().anyMatch(step -> step.kind() == Kind.CRASH);
    }

    /** One queue, the effects of its tasks, and the number of deliveries that the server told. */
    private static final class Fates implements AutoCloseable {

        private final String name = "fates:" + UUID.randomUUID();
        private final Broker stream = QueueServer.ofThisRun().queue(name);
        private final TaskQueue queue = new TaskQueue(BrokerSeam.around(counting(stream)));
        private final List<Long> deliveries = new ArrayList<>();
        private int runs;

        private Broker counting(Broker real) {
            return (Broker)
                    Proxy.newProxyInstance(
                            Broker.class.getClassLoader(),
                            new Class<?>[] {Broker.class},
                            (proxy, method, arguments) -> {
                                try {
                                    Object answer = method.invoke(real, arguments);
                                    if (answer instanceof Optional<?> one
                                            && one.orElse(null) instanceof Delivery delivery) {
                                        deliveries.add(delivery.count());
                                    }
                                    return answer;
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }

        Worker worker() {
            return Worker.on(queue)
                    .accept(JSON)
                    .handle("succeed", (payload, message) -> runs++)
                    .handle(
                            "discard",
                            (payload, message) -> {
                                runs++;
                                throw new Discard("of no use");
                            });
        }

        String fate() {
            var fates = new ArrayList<String>();
            int pending = stream.pending().size();
            fates.addAll(List.of("waiting").subList(0, (int) stream.length() - pending));
            fates.addAll(List.of("held").subList(0, pending));
            stream.deadLetters().forEach(letter -> fates.add("dead letter"));
            if (runs > deliveries.size()) {
                return "run %s times, and the server counts %s".formatted(runs, deliveries);
            }
            if (deliveries.stream().distinct().count() < deliveries.size()) {
                return "the same delivery twice: " + deliveries;
            }
            if (fates.isEmpty()) {
                return deliveries.isEmpty() ? "not enqueued" : runs > 0 ? "done" : "LOST";
            }
            return String.join(" and ", fates);
        }

        @Override
        public void close() {
            QueueServer.ofThisRun().delete(name);
        }
    }
}
