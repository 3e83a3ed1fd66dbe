package workshop.step05;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One transaction that saves more rows than fit into any small buffer. */
record ManyRows(Step05Fixture forum, Questions questions) {

    private static final int MANY = 1_100;

    void haveATaskEach() {
        var rows = Stream.generate(() -> new Question("one of many")).limit(MANY).toList();
        forum.inTransaction(
                em -> {
                    questions.saveAll(rows.subList(0, 1));
                    em.flush();
                    noneWaits(1);
                    questions.saveAll(rows.subList(1, MANY));
                    em.flush();
                    noneWaits(MANY);
                    forum.watchNoLonger();
                });
        var tasks =
                forum.asked().stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var without =
                rows.stream().map(Enqueued::ref).filter(row -> !tasks.containsKey(row)).toList();
        long twice = tasks.values().stream().filter(count -> count > 1).count();

        Check.that(
                without.isEmpty() && twice == 0,
                """
                One transaction saved %d questions and was committed. %d of them have no task%s, \
                and %d have more than one. Each row of a commit is owed one, however many they \
                are. Is what waits as large as it needs to be?\
                """,
                MANY,
                without.size(),
                without.isEmpty() ? "" : " (the first: %s)".formatted(without.get(0)),
                twice);
    }

    private void noneWaits(int saved) {
        long early = forum.queue().length();
        Check.that(
                early == 0,
                """
                One transaction has saved %s so far, and is still open. The queue holds %s \
                already, and a rollback would come too late for it. Enqueue after the commit, \
                however many rows wait.\
                """,
                Check.count(saved, "question"),
                Check.count(early, "task"));
    }
}
