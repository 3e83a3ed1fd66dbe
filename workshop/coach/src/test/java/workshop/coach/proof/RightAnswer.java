package workshop.coach.proof;

import java.nio.file.Path;
import workshop.coach.engine.SourceStack;

/**
 * Another right answer than the workshop's own, an overlay on top of the solution.
 *
 * @param folder {@code solutions/step-NN-…/right/<n.m-name>}
 */
record RightAnswer(Path folder) {

    String name() {
        return folder.getFileName().toString();
    }

    /** The exercise that it answers: the first word of its name. */
    String exercise() {
        return name().replaceFirst("-.*", "");
    }

    SourceStack sources() {
        return WrongAnswer.sources(folder);
    }
}
