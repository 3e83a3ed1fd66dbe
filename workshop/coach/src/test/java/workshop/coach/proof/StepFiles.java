package workshop.coach.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.StoredAnswer;

/** The files around a step's sources that the proof reads. */
record StepFiles(StepSources sources) {

    Path readme() {
        return sources.folder().resolve("README.md");
    }

    /** The slides of this step; there may be none. */
    Path slides() {
        return root().resolve("slides/%s.adoc".formatted(sources.step().shortName()));
    }

    Path starterProperties() {
        return sources.solutions().resolve("starter.properties");
    }

    /** What the starters of naive answers say, by the ids of their exercises. */
    Map<String, String> starterMessages() throws IOException {
        return properties(starterProperties());
    }

    List<RightAnswer> rightAnswers() throws IOException {
        return StoredAnswer.right(sources).stream().map(RightAnswer::new).toList();
    }

    List<WrongAnswer> wrongAnswers() throws IOException {
        var answers = new ArrayList<WrongAnswer>();
        for (var answer : StoredAnswer.wrong(sources)) {
            var messages = properties(answer.folder().resolve("wrong.properties"));
            answers.add(new WrongAnswer(answer, messages));
        }
        return answers;
    }

    /** The folder of the solution, as a maintainer reads it. */
    String solutionFolder() {
        return display(sources.solutions());
    }

    private Path root() {
        return sources.step().root();
    }

    /** A path as a maintainer reads it: from the workshop's folder. */
    String display(Path path) {
        return root().relativize(path).toString().replace('\\', '/');
    }

    static Map<String, String> properties(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        var map = new TreeMap<String, String>();
        properties.forEach((name, value) -> map.put((String) name, (String) value));
        return map;
    }
}
