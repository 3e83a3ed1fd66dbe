package workshop.step03;

import static workshop.step03.Requirements.listed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import workshop.step03.Ran.Row;

/**
 * What to tell a learner whose task changed rows that no one had asked for. A wrong name in one
 * task and a wrong way through the tables look alike there; what the other tasks do tells.
 */
final class WrongRows {

    private static final String OWN =
            " The task knows its type: use that type's repository, and no other.";

    private static final String COPIED =
            " Was one name left unchanged when the task was copied? To the compiler, every id is a"
                    + " long like any other.";

    private WrongRows() {}

    /** Runs a task again where each table has a row with that id, except those of some types. */
    interface Probe {

        Ran run(Type type, long id, List<Type> gone);
    }

    static String message(Ran ran, Probe probe) {
        var others = ran.othersChanged();
        var other = others.get(0);
        var task = ran.type().task();
        var seen =
                "%s was asked for %s and %s %s".formatted(task, ran.row(), ran.did(other), other);
        if (other.type() == ran.type()) {
            return seen
                    + ", for which no one had asked. Load the one row, by its id, and save that.";
        }
        if (!others.stream().allMatch(row -> isChanged(ran, row) && row.id() == ran.id())) {
            return seen + "." + OWN;
        }
        if (ran.ownChanged()) {
            return """
            %s was asked for %s. It changed that row, and also %s, which happen to have the same \
            id. So your code goes through several tables.%s\
            """
                    .formatted(task, ran.row(), listed(others.stream()), OWN);
        }
        return seen + ", which happens to have the same id." + why(ran, other, probe);
    }

    private static boolean isChanged(Ran ran, Row row) {
        return ran.did(row).equals("changed");
    }

    private static String why(Ran ran, Row other, Probe probe) {
        var alike = new ArrayList<Type>();
        Stream.of(Type.values())
                .filter(type -> type != ran.type())
                .filter(type -> changes(type, other.type(), ran.id(), probe))
                .forEach(alike::add);
        boolean othersToo = alike.remove(other.type());
        if (!alike.isEmpty()) {
            return " So %s %s. %s%s"
                    .formatted(
                            alike.size() == 1 ? "does" : "do",
                            listed(alike.stream().map(Type::task)),
                            whateverTheTask(ran, other, probe),
                            OWN);
        }
        if (changes(other.type(), ran.type(), ran.id(), probe)) {
            return " And %s changes %s. Are the two swapped? To the compiler, every id is a long."
                    .formatted(other.type().task(), ran.row());
        }
        return (othersToo ? " The other tasks change their own rows." : "") + COPIED;
    }

    private static String whateverTheTask(Ran ran, Row other, Probe probe) {
        var without = probe.run(ran.type(), ran.id(), List.of(other.type()));
        var next =
                Stream.concat(Stream.of(without.row()), without.othersChanged().stream())
                        .filter(row -> !row.equals(without.row()) || without.ownChanged())
                        .findFirst();
        if (next.isEmpty()) {
            return "Whatever the task, your code takes the table of %ss.".formatted(other.type());
        }
        return """
        Where %s does not exist, %s changes %s: your code tries the tables in turn, and takes the \
        first that has the id.\
        """
                .formatted(other, ran.type().task(), next.get());
    }

    /** Whether that type's task changes the other's row where both rows exist. */
    private static boolean changes(Type type, Type others, long id, Probe probe) {
        var row = new Row(others, id);
        var ran = probe.run(type, id, List.of());
        return !Objects.equals(ran.before().get(row), ran.after().get(row));
    }

    /** The same of a row that does not exist. */
    static String messageOfGone(Ran ran, Probe probe) {
        var there = probe.run(ran.type(), ran.id(), List.of());
        return """
        %s was asked for %s, which does not exist, and changed %s, for which no one had asked. %s \
        An id means something only in its own table.\
        """
                .formatted(
                        ran.type().task(),
                        ran.row(),
                        ran.othersChanged().get(0),
                        there.ownChanged() && there.othersChanged().isEmpty()
                                ? "Where its row exists, it changes that one. So your code goes on"
                                        + " to other tables when the row is not there."
                                : "Was one name left unchanged when the task was copied?");
    }
}
