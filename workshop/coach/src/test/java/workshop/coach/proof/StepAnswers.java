package workshop.coach.proof;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import workshop.coach.engine.StepSources;

/** The stored answers of a step, as they are given: together or, with one in each group, alone. */
record StepAnswers(List<AnswerGroup<RightAnswer>> right, List<AnswerGroup<WrongAnswer>> wrong) {

    /**
     * All of them.
     *
     * @param most how many are given together at most
     */
    static StepAnswers of(StepSources sources, int most) throws IOException {
        var files = new StepFiles(sources);
        return new StepAnswers(
                AnswerGroup.of(files.rightAnswers(), most),
                AnswerGroup.of(files.wrongAnswers(), most));
    }

    Stream<AnswerGroup<?>> groups() {
        return Stream.concat(right.stream(), wrong.stream());
    }
}
