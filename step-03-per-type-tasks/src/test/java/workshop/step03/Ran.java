package workshop.step03;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.queue.DeadLetter;

/**
 * What came of one message.
 *
 * @param type the type whose task it asks for
 * @param id the id that it holds
 * @param letters the dead letters that it left: one, or none
 * @param thrown what the handler threw last, or null
 * @param before the rows as they were
 * @param after the rows as they are now
 * @param tasks the tasks that ran, one for each delivery
 * @param statements the SQL that the handler sent
 * @param calls the repositories' methods that it called
 * @param loaded how many entities were loaded
 * @param stranger the thread that was still at work when the handler had returned, or null
 */
record Ran(
        ForumType type,
        long id,
        List<DeadLetter> letters,
        Throwable thrown,
        Map<Row, Text> before,
        Map<Row, Text> after,
        List<String> tasks,
        List<String> statements,
        List<RepositoryCalls.Call> calls,
        long loaded,
        String stranger) {

    /** Which row of which table. */
    record Row(ForumType type, long id) {

        @Override
        public String toString() {
            return type + " " + id;
        }
    }

    /** What a row holds: what its author wrote, and what readers see. */
    record Text(String body, String shown) {}

    Row row() {
        return new Row(type, id);
    }

    /**
     * Rows other than the one that was asked for, which are not as they were: changed, added, or
     * deleted.
     */
    List<Row> othersChanged() {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(row -> !row.equals(row()))
                .filter(row -> !Objects.equals(after.get(row), before.get(row)))
                .toList();
    }

    /** Whether the row that was asked for is not as it was. */
    boolean ownChanged() {
        return !Objects.equals(after.get(row()), before.get(row()));
    }

    /** The types of all rows that are not as they were. */
    Set<ForumType> changedTypes() {
        var rows = othersChanged().stream();
        return Stream.concat(rows, Stream.of(row()).filter(row -> ownChanged()))
                .map(Row::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What became of a row. */
    String did(Row row) {
        return !before.containsKey(row) ? "added" : after.containsKey(row) ? "changed" : "deleted";
    }

    /** Without the modules of the classes that a cast names. */
    String reason() {
        return letters.get(0)
                .reason()
                .replaceAll(" \\(\\S+ (is|and \\S+ are) in (unnamed )?module [^()]*\\)", "");
    }

    /** Other types whose tables or repositories were asked. */
    List<ForumType> othersAsked() {
        var words =
                statements.stream()
                        .flatMap(sql -> Stream.of(sql.toLowerCase(Locale.ROOT).split("\\W+")))
                        .collect(Collectors.toSet());
        var asked = new TreeSet<ForumType>();
        calls.forEach(call -> asked.add(call.type()));
        Stream.of(ForumType.values())
                .filter(other -> words.contains(other.toString()))
                .forEach(asked::add);
        asked.remove(type);
        return new ArrayList<>(asked);
    }

    /** The first call of another type's repository. */
    Optional<RepositoryCalls.Call> otherCall() {
        return calls.stream().filter(call -> call.type() != type).findFirst();
    }

    /** Whether the handler sent such a statement: "update", for instance. */
    boolean sent(String verb) {
        return statements.stream().anyMatch(sql -> sql.toLowerCase(Locale.ROOT).startsWith(verb));
    }
}
