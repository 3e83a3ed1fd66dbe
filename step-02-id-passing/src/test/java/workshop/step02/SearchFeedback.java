package workshop.step02;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.jpa.repository.Lock;

/** What a learner reads when the search holds the older text in the end. */
final class SearchFeedback {

    private static final String OLDER_LAST =
            """
            Two workers looked at the same time, and the one with the older text wrote last. \
            Between your look and your write, nothing locked the row.\
            """;

    private static final String SYNCHRONIZED =
            """
            The older text was written last. A Java lock, be it a synchronized method or one of \
            java.util.concurrent, keeps out only the threads of its own process, and the other \
            worker is another process.\
            """;

    private static final String NOT_TRIED_AGAIN =
            """
            The search holds the older text. The database refused the write of one worker (%s), \
            and that worker did not try again. Let the exception out, or do all of it again: look, \
            compare, write.\
            """;

    private static final String READ_FIRST =
            """
            The older text was written last. The row was read first, and locked afterwards: the \
            persistence context hands out what it has read first, so the comparison used an old \
            revision. Lock the row when you load it, or refresh it with the lock.\
            """;

    private static final String GIVEN_BACK =
            """
            The older text was written last. The lock was given back at the commit, before the \
            write: between your look and your write, nothing locked the row. Do both in one \
            transaction.\
            """;

    private static final String LEFT_OUT =
            """
            The search holds the older text. While the worker "%s" held the row, the worker "%s" \
            came with the newer text, wrote nothing, and its message counts as done. That a row is \
            held does not make a text older: wait for the row (no "skip locked"), or let the \
            database's exception out, and the worker tries again.\
            """;

    private static final String LOCK_IGNORED =
            " Spring Data reads @Lock on the methods of its repositories; here it does nothing.";

    private static final List<String> WORKERS = List.of("worker", "another");

    private SearchFeedback() {}

    /** Why, as far as the steps and the code tell. */
    static String ofOlder(List<Races.Seen> steps) {
        if (Step02Fixture.locksInMemory(SearchUpdate.class)) {
            return SYNCHRONIZED;
        }
        return Stream.of(lock(steps), refusal(steps), leftOut(steps), pause())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(OLDER_LAST + (hasLockAnnotation() ? LOCK_IGNORED : ""));
    }

    /** What is wrong with the lock that one of the workers took; empty when it took none. */
    private static String lock(List<Races.Seen> steps) {
        return WORKERS.stream()
                .map(who -> lock(steps.stream().filter(each -> each.actor().equals(who))))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String lock(Stream<Races.Seen> own) {
        var texts = own.map(Races.Seen::text).toList();
        int locked = texts.indexOf("SELECT FOR UPDATE search_entry");
        int read = texts.indexOf("SELECT search_entry");
        int committed = texts.indexOf("COMMIT");
        int written = texts.indexOf("UPDATE search_entry");
        if (locked < 0) {
            return "";
        } else if (read >= 0 && read < locked) {
            return READ_FIRST;
        }
        return locked < committed && committed < written ? GIVEN_BACK : "";
    }

    private static String refusal(List<Races.Seen> steps) {
        return steps.stream()
                .filter(step -> step.text().startsWith("UPDATE"))
                .filter(step -> step.isNoRow() || step.text().endsWith("failed"))
                .map(step -> NOT_TRIED_AGAIN.formatted(step.text()))
                .findFirst()
                .orElse("");
    }

    /** Whether one of the two wrote, and the other only looked. */
    private static String leftOut(List<Races.Seen> steps) {
        return WORKERS.stream()
                .filter(who -> does(steps, who, "SELECT") && !does(steps, who, "UPDATE"))
                .map(who -> LEFT_OUT.formatted(other(who), who))
                .findFirst()
                .orElse("");
    }

    private static boolean does(List<Races.Seen> steps, String who, String statement) {
        return steps.stream()
                .filter(step -> step.actor().equals(who))
                .anyMatch(step -> step.text().startsWith(statement));
    }

    private static String other(String who) {
        return WORKERS.get(1 - WORKERS.indexOf(who));
    }

    private static String pause() {
        var line = BeforeTheCommit.pause(SearchUpdate.class);
        return line.isEmpty()
                ? ""
                : "%s %s pauses: that makes the race rarer, and locks nothing."
                        .formatted(OLDER_LAST, line);
    }

    private static boolean hasLockAnnotation() {
        return Stream.of(SearchUpdate.class.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Lock.class));
    }
}
