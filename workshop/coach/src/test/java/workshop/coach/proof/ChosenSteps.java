package workshop.coach.proof;

import java.nio.file.Path;
import java.util.List;
import workshop.coach.engine.StepSources;

/** The steps to prove: all of them, or with {@code -Dworkshop.step=3} the third alone. */
final class ChosenSteps {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private ChosenSteps() {}

    static List<StepSources> all() {
        return meantBy(System.getProperty("workshop.step"), StepSources.all(ROOT));
    }

    static List<StepSources> meantBy(String chosen, List<StepSources> steps) {
        if (chosen == null) {
            return steps;
        }
        var meant = steps.stream().filter(step -> step.step().isMeantBy(chosen)).toList();
        if (meant.isEmpty()) {
            throw new AssertionError(
                    "There is no step \"%s\" to prove. Say -Dworkshop.step=3, the number alone."
                            .formatted(chosen));
        }
        return meant;
    }
}
