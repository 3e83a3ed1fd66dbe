package workshop.coach.proof;

import java.util.Set;
import workshop.coach.steps.StoredAnswer;

/** Another right answer than the solution's: every exercise of its step is green with it. */
record RightAnswer(StoredAnswer answer) implements JudgedAnswer {

    /** The one that it is called after. */
    @Override
    public Set<String> exercises() {
        return Set.of(name().replaceFirst("-.*", ""));
    }
}
