package workshop.coach.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workshop.coach.engine.StepSources;

/** The stored answers of a step, as they are given: together or, with one in each group, alone. */
record StepAnswers(List<AnswerGroup<RightAnswer>> right, List<AnswerGroup<WrongAnswer>> wrong) {

    /**
     * Those that are given.
     *
     * @param extent which, and how
     */
    static StepAnswers of(StepSources sources, Extent extent) throws IOException {
        if (extent == Extent.STARTERS) {
            return new StepAnswers(List.of(), List.of());
        }
        var most = extent.isEverywhere() ? 1 : Integer.MAX_VALUE;
        var files = new StepFiles(sources);
        return new StepAnswers(
                AnswerGroup.of(files.rightAnswers(), most),
                byShape(sources, files.wrongAnswers(), most));
    }

    /** Beside one that changes what other sources see, all of them would be compiled. */
    private static List<AnswerGroup<WrongAnswer>> byShape(
            StepSources sources, List<WrongAnswer> answers, int most) throws IOException {
        var shapes = new SolutionShapes(sources.main().under(sources.solution()), answers);
        var keeping = new ArrayList<WrongAnswer>();
        var changing = new ArrayList<WrongAnswer>();
        for (var wrong : answers) {
            (shapes.areKeptBy(wrong.answer()) ? keeping : changing).add(wrong);
        }
        var groups = new ArrayList<>(AnswerGroup.of(keeping, most));
        groups.addAll(AnswerGroup.of(changing, most));
        return groups;
    }

    Stream<AnswerGroup<?>> groups() {
        return Stream.concat(right.stream(), wrong.stream());
    }
}
