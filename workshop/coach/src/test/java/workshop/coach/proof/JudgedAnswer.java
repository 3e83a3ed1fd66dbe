package workshop.coach.proof;

import java.util.Set;
import workshop.coach.steps.StoredAnswer;

/** A stored answer, and the exercises that it is about. */
sealed interface JudgedAnswer permits RightAnswer, WrongAnswer {

    /** Where it is stored. */
    StoredAnswer answer();

    /** Their ids. */
    Set<String> exercises();

    /** What it is called. */
    default String name() {
        return answer().name();
    }
}
