package workshop.step04;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.queue.DeadLetter;

/**
 * What came of one message.
 *
 * @param message the message's body
 * @param letters the dead letters that it left: one, or none
 * @param thrown what the handler threw last, or null
 * @param before the rows as they were
 * @param after the rows as they are now
 * @param statements the SQL that the handler sent
 * @param stranger the thread that was still at work when the handler had returned, or null
 */
record Ran(
        String message,
        List<DeadLetter> letters,
        Throwable thrown,
        Map<Row, Text> before,
        Map<Row, Text> after,
        List<String> statements,
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

    /** The rows that are not as they were: changed, added, or deleted. */
    List<Row> changed() {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(row -> !Objects.equals(after.get(row), before.get(row)))
                .toList();
    }

    /** Without the modules of the classes that a cast names. */
    String reason() {
        return letters.get(0)
                .reason()
                .replaceAll(" \\(\\S+ (is|and \\S+ are) in (unnamed )?module [^()]*\\)", "");
    }

    /** The tables that were asked, apart from this one. */
    List<ForumType> asked(ForumType except) {
        return asked().stream().filter(type -> type != except).toList();
    }

    /** The tables that were asked. */
    List<ForumType> asked() {
        var words =
                statements.stream()
                        .flatMap(sql -> Stream.of(sql.toLowerCase(Locale.ROOT).split("\\W+")))
                        .collect(Collectors.toSet());
        return Stream.of(ForumType.values())
                .filter(type -> words.contains(type.toString()))
                .toList();
    }
}
