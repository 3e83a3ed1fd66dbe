package workshop.step01;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Two threads that go through the code of a Signer side by side: before each call that it makes,
 * each waits for the other one. So what both use, both use at the same time, on every run.
 */
public final class Lockstep {

    private static volatile CyclicBarrier both;

    private Lockstep() {}

    /** What the two return, one after the other. */
    static <T> List<T> run(Supplier<T> one, Supplier<T> other) {
        var start = new CyclicBarrier(2);
        both = start;
        try {
            var first = CompletableFuture.supplyAsync(() -> toTheEnd(one, start));
            var second = CompletableFuture.supplyAsync(() -> toTheEnd(other, start));
            return List.of(first.join(), second.join());
        } finally {
            both = null;
        }
    }

    private static <T> T toTheEnd(Supplier<T> way, CyclicBarrier here) {
        try {
            return way.get();
        } finally {
            both = null;
            here.reset();
        }
    }

    /** Called before each call. Bounded: a lock keeps the other one out, and then no one waits. */
    public static void step() {
        var here = both;
        if (here == null) {
            return;
        }
        try {
            here.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            both = null;
        }
    }
}
