package workshop.coach.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import workshop.coach.engine.StepSources;

/**
 * An exercise to begin with, for its author: all of its files, small ones that compile, and red,
 * green and wrong as they should be.
 *
 * @param sources the step
 * @param id such as {@code 3.5}
 * @param title what the learner achieves
 * @param name what its classes are called; null for the words of the title
 */
public record NewExercise(StepSources sources, String id, String title, String name) {

    /** Called so, or like the words of the title. */
    public NewExercise {
        name = name == null ? inOneWord(title) : name;
        if (!name.matches("[A-Z]\\w*")) {
            throw new UserError(
                    "No class can be called \"%s\". Give it a name that begins with a letter from A"
                            + " to Z: new %s \"%s\" --name=Sum",
                    name, id, title);
        }
        if (title.matches(".*[\"\\\\].*")) {
            throw new UserError("Use no quotation marks and no \"\\\" in the title.");
        }
    }

    private static final String STARTER =
            """
            package workshop.step${step};

            /** Say here what it is for. */
            final class ${name} {

                private ${name}() {}

                // TODO ${id}: say here what must hold.
                static String answer() {
                    throw new UnsupportedOperationException("TODO ${id}: say here what must hold.");
                }
            }
            """;

    private static final String ANSWER =
            """
            package workshop.step${step};

            /** Say here what it is for. */
            final class ${name} {

                private ${name}() {}

                static String answer() {
                    return "${answer}";
                }
            }
            """;

    private static final String TEST =
            """
            package workshop.step${step};

            import static org.assertj.core.api.Assertions.assertThat;

            import org.junit.jupiter.api.Test;
            import workshop.grading.Exercise;

            @Exercise(
                    id = "${id}",
                    title = "${title}",
                    points = 10,
                    stars = 1,
                    edit = "${name}.java")
            class ${name}Test {

                @Test
                void a_sentence_that_says_what_must_hold() {
                    assertThat(${name}.answer())
                            .as("Say here what it means when it is wrong, and where to look.")
                            .isEqualTo("right");
                }
            }
            """;

    private static final String SECTION =
            """
            ### ${id} ${title}

            ★☆☆ · 10 points · 10 minutes · edit `${name}.java` · test `${name}Test`

            Say here what has happened, and what to do.

            <details><summary>Hint 1: a nudge</summary>

            Say here the question that leads to the answer.

            </details>
            <details><summary>Hint 2: an approach</summary>

            Say here how to go about it.

            </details>
            <details><summary>Hint 3: nearly the code</summary>

            ```java
            return "right";
            ```

            </details>

            **Leaves open:** say here what comes next.

            """;

    private static final String SLIDE =
            """

            [.exercise,exercise=${id},minutes=1,plan=home]
            === ${id} ${title}

            Say here in one sentence what to do.

            exercise::${id}[]

            [.notes]
            --
            Say:: Say here what you say when the room begins.
            In the room:: Say here what most people do first.
            --
            """;

    private static final Pattern LAST_SECTION =
            Pattern.compile("(?ms)\\A.*^### \\d+\\.\\d+ .*?(?=^## |\\z)");

    /**
     * Writes it.
     *
     * @return where something was written: files, and the wrong answer's folder
     * @throws UserError when something of it is there already, or it can have no such name
     */
    public List<Path> write() throws IOException {
        var files = files();
        requireNew(files.keySet());
        var readme = sources.folder().resolve("README.md");
        files.put(readme, ReadmeTotals.corrected(withSection(Files.readString(readme))));
        var root = sources.step().root();
        change(root.resolve("README.md"), text -> withMinutes(text, files.get(readme)), files);
        var slides = root.resolve("slides/%s.adoc".formatted(sources.step().shortName()));
        change(slides, text -> text.stripTrailing() + "\n" + filled(SLIDE), files);
        for (var file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
        return files.keySet().stream()
                .map(file -> file.startsWith(wrongAnswer()) ? wrongAnswer() : file)
                .distinct()
                .toList();
    }

    private static void change(Path file, UnaryOperator<String> change, Map<Path, String> files)
            throws IOException {
        if (Files.exists(file)) {
            files.put(file, change.apply(Files.readString(file)));
        }
    }

    /** The trail with the minutes of the step as its README has them now. */
    private String withMinutes(String trail, String readme) {
        var row = "(?m)^(\\| \\[.*]\\(%s\\) .* )\\d+( \\|)$".formatted(sources.step().name());
        return trail.replaceFirst(row, "$1" + ReadmeTotals.minutes(readme) + "$2");
    }

    private Map<Path, String> files() {
        var java = "java/workshop/step%s/%s".formatted(sources.step().number(), name);
        var wrong = wrongAnswer();
        var files = new LinkedHashMap<Path, String>();
        files.put(sources.folder().resolve("src/test/" + java + "Test.java"), filled(TEST));
        files.put(sources.folder().resolve("src/main/" + java + ".java"), filled(STARTER));
        files.put(sources.solutions().resolve("src/main/" + java + ".java"), answer("right"));
        files.put(wrong.resolve(java + ".java"), answer("wrong"));
        files.put(
                wrong.resolve("wrong.properties"),
                id + " = Say here what it means when it is wrong\n");
        return files;
    }

    private Path wrongAnswer() {
        return sources.solutions().resolve("wrong/%s-say-what-is-wrong".formatted(id));
    }

    private String answer(String answer) {
        return filled(ANSWER).replace("${answer}", answer);
    }

    private String filled(String template) {
        return template.replace("${step}", sources.step().number())
                .replace("${id}", id)
                .replace("${title}", title)
                .replace("${name}", name);
    }

    /** The title's words without what is no letter or digit, such as {@code AFourthTypeArrives}. */
    private static String inOneWord(String title) {
        var name = new StringBuilder();
        for (var word : title.replaceAll("['’]", "").split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }

    private void requireNew(Iterable<Path> files) throws IOException {
        if (Files.readString(sources.folder().resolve("README.md")).contains("\n### " + id + " ")) {
            throw new UserError("%s is there already. Nothing was written.", id);
        }
        for (var file : files) {
            if (Files.exists(file)) {
                throw new UserError(
                        "%s is there already. Nothing was written. Use another --name.",
                        sources.step().display(file));
            }
        }
    }

    /** After the last exercise, before what follows the exercises. */
    private String withSection(String readme) {
        var exercises = LAST_SECTION.matcher(readme);
        var end = exercises.find() ? exercises.end() : readme.length();
        return readme.substring(0, end).stripTrailing()
                + "\n\n"
                + filled(SECTION).stripTrailing()
                + "\n"
                + (end < readme.length() ? "\n" + readme.substring(end) : "");
    }
}
