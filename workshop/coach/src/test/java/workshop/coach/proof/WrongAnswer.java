package workshop.coach.proof;

import java.util.Map;
import java.util.Set;
import workshop.coach.steps.StoredAnswer;

/**
 * One plausible wrong answer, an overlay on top of the solution.
 *
 * @param messages the exercises that must turn red, and a part of what they must say
 */
record WrongAnswer(StoredAnswer answer, Map<String, String> messages) implements JudgedAnswer {

    @Override
    public Set<String> exercises() {
        return messages.keySet();
    }
}
