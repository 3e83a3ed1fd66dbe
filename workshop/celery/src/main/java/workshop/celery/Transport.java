package workshop.celery;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Where Celery keeps a queue's messages on Redis: the part of its {@code broker_transport_options}
 * that both ends must agree on.
 *
 * @param globalKeyprefix what Celery writes in front of every key; empty by default
 * @param prioritySteps the priorities that have a list of their own, in order and from 0 on; a
 *     message of another priority goes to the list of the step below
 * @param sep what stands between the queue's name and the priority in the name of a list; the list
 *     of priority 0 has neither
 * @see <a
 *     href="https://docs.celeryq.dev/en/stable/userguide/routing.html#redis-message-priorities">Celery:
 *     Redis message priorities</a>
 */
public record Transport(String globalKeyprefix, List<Integer> prioritySteps, String sep) {

    /** What Celery does when it is told nothing: no prefix, and four lists. */
    public static final Transport DEFAULT = new Transport("", List.of(0, 3, 6, 9), "\6\026");

    private static final int HIGHEST = 9;

    /**
     * @throws IllegalArgumentException when the steps do not start at 0, do not ascend, or go
     *     beyond 9
     */
    public Transport {
        Objects.requireNonNull(globalKeyprefix, "globalKeyprefix");
        Objects.requireNonNull(sep, "sep");
        prioritySteps = List.copyOf(prioritySteps);
        if (!prioritySteps.equals(
                        IntStream.rangeClosed(0, HIGHEST)
                                .boxed()
                                .filter(prioritySteps::contains)
                                .toList())
                || !prioritySteps.contains(0)) {
            throw new IllegalArgumentException(
                    "Priority steps start at 0 and ascend to at most %s; these are %s."
                            .formatted(HIGHEST, prioritySteps));
        }
    }

    /** The same with this {@code global_keyprefix}. */
    public Transport withGlobalKeyprefix(String prefix) {
        return new Transport(prefix, prioritySteps, sep);
    }

    /** The same with these {@code priority_steps} and this {@code sep}. */
    public Transport withPriorities(List<Integer> steps, String separator) {
        return new Transport(globalKeyprefix, steps, separator);
    }

    /** The list on which a message of that priority waits. */
    String list(String queue, int priority) {
        int step = prioritySteps.stream().filter(each -> each <= priority).reduce(0, Math::max);
        return key(queue, step);
    }

    /**
     * The lists of all ten priorities, the most urgent first: a sender may be configured for more
     * steps than this end.
     */
    List<String> lists(String queue) {
        return IntStream.rangeClosed(0, HIGHEST).mapToObj(step -> key(queue, step)).toList();
    }

    private String key(String queue, int step) {
        return globalKeyprefix + queue + (step == 0 ? "" : sep + step);
    }
}
