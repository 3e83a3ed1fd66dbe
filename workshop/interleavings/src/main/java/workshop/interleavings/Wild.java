package workshop.interleavings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The same code on free threads.
 *
 * @param runs how often it ran
 * @param counts how often each outcome came
 * @param bad how many runs ended badly
 */
public record Wild(int runs, Map<String, Integer> counts, int bad) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static <W> Wild run(Scenario<W> scenario, int runs) {
        var counts = new TreeMap<String, Integer>();
        int bad = 0;
        for (int i = 0; i < runs; i++) {
            String outcome = scenario.inFreshWorld(world -> once(scenario, world));
            counts.merge(outcome, 1, Integer::sum);
            bad += scenario.verdicts().get(outcome) == Verdict.ACCEPTABLE ? 0 : 1;
        }
        return new Wild(runs, counts, bad);
    }

    private static <W> String once(Scenario<W> scenario, W world) throws InterruptedException {
        var start = new CountDownLatch(1);
        var company = new FreeActor.Company();
        var actors =
                scenario.actors().entrySet().stream()
                        .map(
                                actor ->
                                        new FreeActor(
                                                actor.getKey(),
                                                company,
                                                () -> {
                                                    start.await();
                                                    actor.getValue().run(world);
                                                }))
                        .toList();
        actors.forEach(actor -> actor.thread().start());
        start.countDown();
        for (var actor : actors) {
            actor.thread().join(PATIENCE.toMillis());
            if (actor.thread().isAlive()) {
                throw new StuckException(actor.name(), PATIENCE, actor.thread().getStackTrace());
            }
        }
        return actors.stream()
                .filter(actor -> actor.thrown() != null)
                .findFirst()
                .map(
                        actor ->
                                "%s threw %s"
                                        .formatted(
                                                actor.name(),
                                                actor.thrown().getClass().getSimpleName()))
                .orElseGet(() -> scenario.outcome().apply(world));
    }

    /** How often luck hid the mistake. */
    @Override
    public String toString() {
        if (bad == 0) {
            return "In the wild: %,d runs, none ended badly. That proves nothing.".formatted(runs);
        }
        return "In the wild: %,d runs, %,d ended badly; in the other %,d, luck hid it."
                .formatted(runs, bad, runs - bad);
    }
}
