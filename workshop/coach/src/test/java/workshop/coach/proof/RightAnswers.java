package workshop.coach.proof;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Answer;

/**
 * Right answers to different exercises, given together: as in a learner's clone, and in a fraction
 * of the time that each would take alone.
 *
 * @param answers no two of them to the same exercise, or with a file in common
 */
record RightAnswers(List<Answer> answers) {

    /**
     * All right answers of a step.
     *
     * @param most how many are given together at most
     */
    static List<RightAnswers> in(StepSources step, int most) throws IOException {
        var groups = new ArrayList<Group>();
        for (var answer : Answer.right(step)) {
            var files = answer.texts().keySet();
            groups.stream()
                    .filter(group -> group.answers.size() < most && group.takes(answer, files))
                    .findFirst()
                    .orElseGet(() -> newGroup(groups))
                    .add(answer, files);
        }
        return groups.stream().map(group -> new RightAnswers(group.answers)).toList();
    }

    private static Group newGroup(List<Group> groups) {
        var group = new Group();
        groups.add(group);
        return group;
    }

    /** The exercise that a right answer is called after. */
    static String exercise(Answer right) {
        return right.name().replaceFirst("-.*", "");
    }

    /** Their names, as a maintainer reads them. */
    String names() {
        return answers.stream().map(Answer::name).collect(joining(", "));
    }

    private static final class Group {

        private final List<Answer> answers = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();

        boolean takes(Answer answer, Set<String> files) {
            return !taken.contains(exercise(answer)) && Collections.disjoint(taken, files);
        }

        void add(Answer answer, Set<String> files) {
            answers.add(answer);
            taken.add(exercise(answer));
            taken.addAll(files);
        }
    }
}
