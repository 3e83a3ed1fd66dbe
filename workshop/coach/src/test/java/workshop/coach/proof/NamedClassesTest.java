package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;

/**
 * The classes that texts name in code exist: no compiler reads hints and slides, and a class may be
 * renamed.
 */
class NamedClassesTest {

    private static final Path ROOT = ChosenSteps.ROOT;

    /** Names in code that are no class of a library that we use: they belong to other systems. */
    private static final Set<String> OF_OTHERS =
            Set.of(
                    "AnswerId",
                    "Async",
                    "BeanComparator",
                    "CannotCreateTransactionException",
                    "CommentId",
                    "DeleteWhenMissingModels",
                    "DynamicUpdate",
                    "JsonAlias",
                    "LookupError",
                    "PersistenceUnitUtil",
                    "Received",
                    "Sidekiq",
                    "TemplatesImpl",
                    "Transformer",
                    "TypeError");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]\\w*");

    /** A block of Java, or code in a line, of Markdown; the code is the first or second group. */
    private static final Pattern MARKDOWN = Pattern.compile("(?s)```java\\n(.*?)```|`([^`\\n]+)`");

    /** A test in a text: a class, or a class and its method. */
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private static final Pattern ASCIIDOC =
            Pattern.compile("(?s)\\[source,java[^\\]]*\\]\\n----\\n(.*?)\\n----|`([^`\\n]+)`");

    /** Two words in one, or a file; what else is in a picture is text. */
    private static final Pattern PICTURE =
            Pattern.compile("\\b((?:[A-Z][a-z]+){2,})\\b|\\b([A-Z]\\w*)\\.java\\b");

    @Test
    void every_class_that_hints_and_slides_name_is_in_some_source() throws IOException {
        var known = namesInSources();
        var unknown = new ArrayList<String>();
        for (var step : StepSources.all(ROOT)) {
            unknown.addAll(unknown(step.folder().resolve("README.md"), MARKDOWN, known));
        }
        unknown.addAll(unknown(ROOT.resolve("slides"), "*.adoc", ASCIIDOC, known));
        unknown.addAll(unknown(ROOT.resolve("slides/pictures"), "*.svg", PICTURE, known));
        assertThat(unknown)
                .as(
                        "names in code that no source has. Was the class renamed? If it is another"
                                + " system's, add it to OF_OTHERS here")
                .isEmpty();
    }

    /** A cell of a table is worth as much as the test that shows it. */
    @Test
    void every_test_that_the_workshops_texts_name_is_there() throws IOException {
        var tests = tests();
        var missing = new ArrayList<String>();
        var named = 0;
        for (var file : below(ROOT.resolve("workshop"), ".md")) {
            var text = Files.readString(file);
            for (var test : NAMED_TEST.matcher(text).results().toList()) {
                named++;
                var method = test.group(2) == null ? "" : " " + test.group(2) + "(";
                var sources = meantBy(file, tests.getOrDefault(test.group(1), Map.of()));
                if (sources.stream().noneMatch(source -> source.contains(method))) {
                    missing.add(ROOT.relativize(file) + " " + test.group());
                }
            }
        }
        assertThat(named).as("tests that texts name").isPositive();
        assertThat(missing).as("tests that no source has. Was one renamed?").isEmpty();
    }

    /** The sources of all tests, by the names of their classes and then by their files. */
    private static Map<String, Map<Path, String>> tests() throws IOException {
        var tests = new HashMap<String, Map<Path, String>>();
        var folders = new ArrayList<>(List.of(ROOT.resolve("workshop")));
        StepSources.all(ROOT).forEach(step -> folders.add(step.folder()));
        for (var folder : folders) {
            for (var file : below(folder, "Test.java")) {
                var name = file.getFileName().toString().replace(".java", "");
                tests.computeIfAbsent(name, n -> new HashMap<>()).put(file, Files.readString(file));
            }
        }
        return tests;
    }

    /** Of several classes with one name, a module's text means its own; other texts mean any. */
    private static List<String> meantBy(Path text, Map<Path, String> sources) {
        var module = text.getParent();
        while (!Files.exists(module.resolve("pom.xml"))) {
            module = module.getParent();
        }
        var own = new ArrayList<String>();
        for (var source : sources.entrySet()) {
            if (source.getKey().startsWith(module)) {
                own.add(source.getValue());
            }
        }
        return own.isEmpty() ? List.copyOf(sources.values()) : own;
    }

    @Test
    void a_module_means_its_own_class_of_a_name() {
        var celery = ROOT.resolve("workshop/celery/FuzzTest.java");
        var sources =
                Map.of(celery, "celery's", ROOT.resolve("workshop/kit/FuzzTest.java"), "kit's");

        assertThat(meantBy(ROOT.resolve("workshop/celery/README.md"), sources))
                .containsExactly("celery's");
        assertThat(meantBy(ROOT.resolve("workshop/channels/README.md"), sources)).hasSize(2);
        assertThat(meantBy(ROOT.resolve("workshop/BROKERS.md"), sources)).hasSize(2);
    }

    private static List<Path> below(Path folder, String end) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    @Test
    void a_name_is_found_in_a_block_and_in_a_line_with_its_place(@TempDir Path folder)
            throws IOException {
        var text =
                """
                Throw a `Discard` or a `Gone`, but no `"Quoted"`.
                ```java
                throw new Vanished("Whatever"); // Nothing
                ```
                """;
        var file = Files.writeString(folder.resolve("README.md"), text);
        assertThat(unknown(file, MARKDOWN, Set.of("Discard")))
                .map(line -> line.replaceFirst(".*README", "README"))
                .containsExactly("README.md:1 Gone", "README.md:3 Vanished");

        var picture = "<text>Gone</text>\n<text>new LongGone()</text>\n<text>Old.java</text>";
        Files.writeString(folder.resolve("01-gone.svg"), picture);
        assertThat(unknown(folder, "*.svg", PICTURE, Set.of("Discard")))
                .map(line -> line.replaceFirst(".*/", ""))
                .containsExactly("01-gone.svg:2 LongGone", "01-gone.svg:3 Old");
    }

    /** All names that begin as classes do, comments aside. */
    private static Set<String> namesInSources() throws IOException {
        var names = new TreeSet<>(OF_OTHERS);
        var folders = new ArrayList<>(List.of(ROOT.resolve("workshop")));
        for (var step : StepSources.all(ROOT)) {
            folders.add(step.folder());
            folders.add(step.solutions());
        }
        for (var folder : folders) {
            for (var source : SourceStack.of(folder).files().entrySet()) {
                if (source.getKey().matches("(?!.*\\btarget/).*\\.(java|patch)")) {
                    names(withoutComments(Files.readString(source.getValue()))).forEach(names::add);
                }
            }
        }
        return names;
    }

    private static List<String> unknown(Path folder, String files, Pattern code, Set<String> known)
            throws IOException {
        var unknown = new ArrayList<String>();
        try (var found = Files.newDirectoryStream(folder, files)) {
            for (var file : found) {
                unknown.addAll(unknown(file, code, known));
            }
        }
        return unknown;
    }

    private static List<String> unknown(Path file, Pattern code, Set<String> known)
            throws IOException {
        var text = Files.readString(file);
        return code.matcher(text)
                .results()
                .filter(found -> !code(found).contains("include::"))
                .flatMap(
                        found ->
                                names(STRING.matcher(withoutComments(code(found))).replaceAll(""))
                                        .filter(name -> !known.contains(name))
                                        .map(name -> place(file, text, found) + " " + name))
                .toList();
    }

    private static String code(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static String place(Path file, String text, MatchResult found) {
        var start = Math.max(found.start(1), found.start(2));
        var line = text.substring(0, start).split("\n", -1).length;
        var path = ROOT.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
        return path + ":" + line;
    }

    private static Stream<String> names(String code) {
        return NAME.matcher(code).results().map(MatchResult::group);
    }

    private static String withoutComments(String code) {
        return COMMENT.matcher(code).replaceAll("");
    }
}
