package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import workshop.coach.steps.StoredAnswer;

/**
 * Answers to different exercises, given together: as in a learner's clone, and in a fraction of the
 * time that each would take alone.
 *
 * @param members no two of them about the same exercise, or with a file in common
 */
record AnswerGroup<A extends JudgedAnswer>(List<A> members) {

    /**
     * All of some answers of one step, in as few groups as come of taking one after the other.
     *
     * @param most how many are given together at most
     */
    static <A extends JudgedAnswer> List<AnswerGroup<A>> of(List<A> answers, int most)
            throws IOException {
        var groups = new ArrayList<Growing<A>>();
        for (var answer : answers) {
            var needed = new HashSet<>(answer.exercises());
            needed.addAll(answer.answer().texts().keySet());
            groups.stream()
                    .filter(group -> group.members.size() < most && group.hasRoomFor(needed))
                    .findFirst()
                    .orElseGet(() -> newGroup(groups))
                    .add(answer, needed);
        }
        return groups.stream().map(group -> new AnswerGroup<>(group.members)).toList();
    }

    /** An answer that is given alone. */
    static <A extends JudgedAnswer> AnswerGroup<A> of(A answer) {
        return new AnswerGroup<>(List.of(answer));
    }

    private static <A extends JudgedAnswer> Growing<A> newGroup(List<Growing<A>> groups) {
        var group = new Growing<A>();
        groups.add(group);
        return group;
    }

    boolean isOfMany() {
        return members.size() > 1;
    }

    List<StoredAnswer> answers() {
        return members.stream().map(JudgedAnswer::answer).toList();
    }

    /** The ids of the exercises that they are about. */
    Set<String> exercises() {
        return members.stream()
                .flatMap(member -> member.exercises().stream())
                .collect(toCollection(TreeSet::new));
    }

    /** Their names, as a maintainer reads them. */
    String names() {
        return members.stream().map(JudgedAnswer::name).collect(joining(", "));
    }

    /** A group, and the exercises and files that no other answer in it may need. */
    private static final class Growing<A extends JudgedAnswer> {

        private final List<A> members = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();

        boolean hasRoomFor(Set<String> needed) {
            return Collections.disjoint(taken, needed);
        }

        void add(A answer, Set<String> needed) {
            members.add(answer);
            taken.addAll(needed);
        }
    }
}
