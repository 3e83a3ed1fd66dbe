package workshop.step01;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Objects that wait in the middle of their way, a moment, for a second one. */
final class Slow {

    private static final CyclicBarrier MIDDLE = new CyclicBarrier(2);

    private Slow() {}

    /** Waits while it is written, when so much is on its way that no stream's buffer holds it. */
    static final class ToWrite implements Serializable {

        private static final long serialVersionUID = 1;

        final String text;
        private final byte[] zeros = new byte[20_000];

        ToWrite(String text) {
            this.text = text;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            meet();
            out.writeObject("end");
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            in.readObject();
        }
    }

    /** Waits while it is read. */
    static final class ToRead implements Serializable {

        private static final long serialVersionUID = 1;

        final String text;

        ToRead(String text) {
            this.text = text;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            meet();
            in.defaultReadObject();
        }
    }

    /** Two threads send "one" and "two"; what becomes of each, as "one, two". */
    static String atOnce(UnaryOperator<String> first, UnaryOperator<String> second) {
        MIDDLE.reset(); // a wait that was too long has broken it
        var one = CompletableFuture.supplyAsync(() -> first.apply("one"));
        var two = CompletableFuture.supplyAsync(() -> second.apply("two"));
        return one.join() + ", " + two.join();
    }

    private static void meet() {
        try {
            MIDDLE.await(150, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            // A lock keeps the other one out.
        }
    }
}
