package workshop.step03;

import static workshop.step03.Requirements.listed;

import java.util.EnumMap;
import java.util.List;
import java.util.Set;
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

        Ran run(ForumType type, long id, List<ForumType> gone);
    }

    static String message(Ran ran, Probe probe) {
        var others = ran.othersChanged();
        var other = others.get(0);
        var task = ran.type().task();
        var seen =
                "%s was asked for %s and %s %s".formatted(task, ran.row(), ran.did(other), other);
        if (other.type() == ran.type()) {
            return seen
                    + (other.id() == (long) (double) ran.id()
                            ? ". That is what a double keeps of the id: it is a long all the way."
                            : ", for which no one had asked. Load the one row, by its id, and save"
                                    + " that.");
        }
        if (!others.stream().allMatch(row -> isChanged(ran, row) && row.id() == ran.id())) {
            return seen + "." + OWN;
        }
        if (ran.ownChanged()) {
            return """
            %s was asked for %s. It changed that row, and also %s, which %s to have the same \
            id. So your code goes through several tables.%s\
            """
                    .formatted(
                            task,
                            ran.row(),
                            listed(others.stream()),
                            others.size() == 1 ? "happens" : "happen",
                            OWN);
        }
        return seen + ", which happens to have the same id." + why(ran, other, probe);
    }

    private static boolean isChanged(Ran ran, Row row) {
        return ran.did(row).equals("changed");
    }

    private static String why(Ran ran, Row other, Probe probe) {
        var changed = new EnumMap<ForumType, Set<ForumType>>(ForumType.class);
        for (var type : ForumType.values()) {
            if (type != ran.type()) {
                changed.put(type, probe.run(type, ran.id(), List.of()).changedTypes());
            }
        }
        changed.values().removeIf(Set::isEmpty); // no worker knows announcements before 3.4
        var alike =
                changed.keySet().stream()
                        .filter(type -> type != other.type())
                        .filter(type -> changed.get(type).contains(other.type()))
                        .toList();
        if (!alike.isEmpty()) {
            boolean all = changed.values().stream().allMatch(types -> types.contains(other.type()));
            return " So %s %s. %s"
                    .formatted(
                            alike.size() == 1 ? "does" : "do",
                            listed(alike.stream().map(ForumType::task)),
                            likeOthers(ran, other, all, probe));
        }
        if (changed.getOrDefault(other.type(), Set.of()).contains(ran.type())) {
            return " And %s changes %s. Are the two swapped? To the compiler, every id is a long."
                    .formatted(other.type().task(), ran.row());
        }
        boolean othersRight =
                !changed.isEmpty()
                        && changed.entrySet().stream()
                                .allMatch(each -> each.getValue().equals(Set.of(each.getKey())));
        return (othersRight ? " The other tasks change their own rows." : "") + COPIED;
    }

    private static String likeOthers(Ran ran, Row other, boolean all, Probe probe) {
        var without = probe.run(ran.type(), ran.id(), List.of(other.type()));
        var next = without.changedTypes().stream().findFirst();
        if (next.isEmpty()) {
            return all
                    ? "Whatever the task, your code takes the table of %ss.%s"
                            .formatted(other.type(), OWN)
                    : COPIED.strip();
        }
        return """
        Where %s does not exist, %s changes %s: your code tries the tables in turn, and takes the \
        first that has the id.%s\
        """
                .formatted(other, ran.type().task(), new Row(next.get(), ran.id()), OWN);
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
                        there.changedTypes().equals(Set.of(ran.type()))
                                ? "Where its row exists, it changes that one. So your code goes on"
                                        + " to other tables when the row is not there."
                                : "Was one name left unchanged when the task was copied?");
    }
}
