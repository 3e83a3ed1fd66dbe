package workshop.coach.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;

/**
 * One plausible wrong answer, an overlay on top of the solution.
 *
 * @param folder {@code solutions/step-NN-…/wrong/<name>}
 * @param messages the exercises that must turn red, and a part of what they must say
 */
record WrongAnswer(Path folder, Map<String, String> messages) {

    static List<WrongAnswer> all(StepSources sources) throws IOException {
        var folder = sources.solutions().resolve("wrong");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var answers = new ArrayList<WrongAnswer>();
        try (var folders = Files.list(folder)) {
            for (var answer : folders.filter(Files::isDirectory).sorted().toList()) {
                answers.add(
                        new WrongAnswer(
                                answer, StepFiles.properties(answer.resolve("wrong.properties"))));
            }
        }
        return answers;
    }

    String name() {
        return folder.getFileName().toString();
    }

    SourceStack sources() {
        return SourceStack.of(folder)
                .only(path -> path.startsWith("java/") || path.startsWith("resources/"));
    }
}
