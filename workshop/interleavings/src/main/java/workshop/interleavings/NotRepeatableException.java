package workshop.interleavings;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workshop.interleavings.ScheduleRun.Position;

/**
 * The same choices led to different steps, so a schedule cannot be replayed, and the explorer
 * cannot try every order.
 */
public final class NotRepeatableException extends RuntimeException {

    private static final String LOOK_THERE_FIRST =
            """
            Look at that exception first: it did not come each time. If a server or the machine \
            was in trouble, run the test again.\
            """;

    private static final String PERHAPS =
            """
            Every order is tried from a fresh start, so your code must do the same thing each \
            time. Perhaps it remembers something from an earlier run (in a static field, or in a \
            field of a shared object), starts a thread, or depends on the clock or a random \
            number. Look for that.\
            """;

    private NotRepeatableException(String before, String now, String where) {
        super(
                "The same choices led to different steps: first %s; now %s. %s"
                        .formatted(before, now, where));
    }

    /** An actor has done something else than before. */
    static NotRepeatableException of(String before, String now) {
        return new NotRepeatableException(before, now, PERHAPS);
    }

    /** The actors have come to other places than before. */
    static NotRepeatableException of(List<Position> before, List<Position> now) {
        boolean threw =
                IntStream.range(0, now.size())
                        .filter(i -> !before.get(i).text().equals(now.get(i).text()))
                        .anyMatch(i -> before.get(i).hasThrown() || now.get(i).hasThrown());
        return new NotRepeatableException(
                words(before), words(now), threw ? LOOK_THERE_FIRST + " " + PERHAPS : PERHAPS);
    }

    private static String words(List<Position> positions) {
        return positions.stream().map(Position::toString).collect(Collectors.joining(", "));
    }
}
