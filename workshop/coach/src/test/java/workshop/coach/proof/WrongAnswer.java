package workshop.coach.proof;

import java.nio.file.Path;
import java.util.Map;
import workshop.coach.engine.SourceStack;

/**
 * One plausible wrong answer, an overlay on top of the solution.
 *
 * @param folder {@code solutions/step-NN-…/wrong/<name>}
 * @param messages the exercises that must turn red, and a part of what they must say
 */
record WrongAnswer(Path folder, Map<String, String> messages) {

    String name() {
        return folder.getFileName().toString();
    }

    SourceStack sources() {
        return sources(folder);
    }

    static SourceStack sources(Path folder) {
        return SourceStack.of(folder)
                .only(path -> path.startsWith("java/") || path.startsWith("resources/"));
    }
}
