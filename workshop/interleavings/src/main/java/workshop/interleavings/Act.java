package workshop.interleavings;

/** What an actor does in a world: the code under test, unchanged. */
@FunctionalInterface
public interface Act<W> {

    void run(W world) throws Exception;
}
