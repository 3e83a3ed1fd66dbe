package workshop.step01;

import java.util.AbstractList;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A list at which two threads that walk through their payloads meet, in the middle. */
final class SlowList extends AbstractList<Object> {

    private static volatile CyclicBarrier middle;

    private final Object element;

    private SlowList(Object element) {
        this.element = element;
    }

    /** A payload that is refused, in a place with that name. */
    static Object of(String name) {
        return Map.of(name, new SlowList(Map.of("in " + name, new StringBuilder(name))));
    }

    /** Two threads, and what both get. */
    static String atOnce(Supplier<String> first, Supplier<String> second) {
        middle = new CyclicBarrier(2);
        try {
            var one = CompletableFuture.supplyAsync(first);
            var two = CompletableFuture.supplyAsync(second);
            return one.join() + " and " + two.join();
        } finally {
            middle = null;
        }
    }

    @Override
    public Object get(int index) {
        var here = middle;
        if (here != null) {
            try {
                here.await(150, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (BrokenBarrierException | TimeoutException alone) {
                // A lock keeps the other one out.
            }
        }
        return element;
    }

    @Override
    public int size() {
        return 1;
    }
}
