package workshop.interleavings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The same actors on threads that no scheduler controls, as in production. It shows how rarely luck
 * lets a mistake be seen.
 *
 * @param runs how often they ran
 * @param counts how often each outcome came
 * @param bad how many runs ended badly
 */
public record FreeRuns(int runs, Map<String, Integer> counts, int bad) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static <W> FreeRuns of(Scenario<W> scenario, int runs) {
        var counts = new TreeMap<String, Integer>();
        int bad = 0;
        for (int i = 0; i < runs; i++) {
            String outcome = scenario.inFreshWorld(world -> run(scenario, world));
            counts.merge(outcome, 1, Integer::sum);
            bad += scenario.isForbidden(outcome) ? 1 : 0;
        }
        return new FreeRuns(runs, counts, bad);
    }

    private static <W> String run(Scenario<W> scenario, W world) throws InterruptedException {
        var start = new CountDownLatch(1);
        var busy = new AtomicInteger();
        var actors = new ArrayList<FreeActor>();
        for (var actor : scenario.actors().entrySet()) {
            Actor.Body body =
                    () -> {
                        start.await();
                        actor.getValue().run(world);
                    };
            actors.add(new FreeActor(actor.getKey(), busy, body));
        }
        actors.forEach(actor -> actor.thread().start());
        start.countDown();
        awaitEnd(actors);
        for (var actor : actors) {
            if (actor.thrown() != null) {
                return scenario.threw(actor.name(), actor.thrown());
            }
        }
        return scenario.outcome().apply(world);
    }

    private static void awaitEnd(List<FreeActor> actors) throws InterruptedException {
        for (var actor : actors) {
            actor.thread().join(PATIENCE.toMillis());
            if (actor.thread().isAlive() && Debugger.isAttached()) {
                actor.thread().join();
            }
            if (actor.thread().isAlive()) {
                throw StuckException.inFreeRun(actor, PATIENCE);
            }
        }
    }

    /** What the page and the report say. */
    @Override
    public String toString() {
        String times = runs == 1 ? "once" : String.format(Locale.ROOT, "%,d times", runs);
        String start = "Run freely %s, as in production: ".formatted(times);
        if (bad == 0) {
            return start + "none ended badly. That proves nothing: luck can hide a mistake.";
        }
        if (bad == runs) {
            return start + "all ended badly.";
        }
        String others = runs - bad == 1 ? "one" : String.format(Locale.ROOT, "%,d", runs - bad);
        return start
                + String.format(
                        Locale.ROOT,
                        "%,d ended badly. In the other %s, luck hid the mistake.",
                        bad,
                        others);
    }

    /**
     * An actor that waits only for messages, as a worker does, and only while another actor is busy
     * that may send one.
     */
    private static final class FreeActor extends Actor {

        private static final long NANOS_BETWEEN_TRIES = 20_000;

        private final AtomicInteger busy;

        FreeActor(String name, AtomicInteger busy, Body body) {
            super(name, body);
            this.busy = busy;
            busy.incrementAndGet();
        }

        @Override
        void await(PendingOperation operation) {
            if (operation.kind() != Kind.POP) {
                return;
            }
            busy.decrementAndGet();
            while (!operation.ready().getAsBoolean() && busy.get() > 0) {
                LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
            }
            busy.incrementAndGet();
        }

        @Override
        void ended() {
            busy.decrementAndGet();
        }

        @Override
        boolean isScheduled() {
            return false;
        }
    }
}
