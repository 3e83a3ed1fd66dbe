package workshop.step06;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.grading.Exercise;
import workshop.queue.JsonSerializer;

/** The payloads are files, as they were in the queue: {@code src/test/resources/reports}. */
@Exercise(id = "6.4", title = "Yesterday's messages", points = 20, stars = 2, edit = "Reports.java")
class OldReportsTest {

    private static final Map<String, Report> READ =
            Map.of(
                    "last-year/2025-03-plain.json", new Report("Buy now!", "en", 3, false),
                    "last-year/2025-04-fields-that-are-gone.json",
                            new Report("Buy now!", "en", 3, true),
                    "last-year/2025-07-both-names-for-the-body.json",
                            new Report("Buy now!", "en", 3, false),
                    "last-year/2025-08-no-language.json", new Report("Buy now!", "en", 3, false),
                    "last-year/2025-10-language-not-known-yet.json",
                            new Report("Buy now!", "en", 3, false),
                    "today/plain.json", new Report("Jetzt kaufen!", "de", Integer.MAX_VALUE, true),
                    "today/nothing-and-nobody.json", new Report("", "en", 0, false),
                    "tomorrow/new-fields.json", new Report("Buy now!", "en", 3, true));

    /** Each file, and the component that the refusal must name. */
    private static final Map<String, String> REFUSED =
            Map.ofEntries(
                    entry("broken/readers-missing.json", "readers"),
                    entry("broken/readers-and-a-half.json", "readers"),
                    entry("broken/readers-null.json", "readers"),
                    entry("broken/readers-empty.json", "readers"),
                    entry("broken/readers-in-words.json", "readers"),
                    entry("broken/readers-too-many-for-an-int.json", "readers"),
                    entry("broken/urgent-missing.json", "urgent"),
                    entry("broken/urgent-null.json", "urgent"),
                    entry("broken/urgent-in-words.json", "urgent"),
                    entry("broken/body-missing.json", "body"),
                    entry("broken/body-null-under-its-old-name.json", "body"));

    static Stream<Arguments> readable() {
        return READ.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    static Stream<Arguments> broken() {
        return REFUSED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void is_read(String file, Report report) throws IOException {
        Report made;
        try {
            made = Reports.inflate(payload(file));
        } catch (RuntimeException e) {
            Refused.rethrowTodo(e);
            throw new AssertionError(
                    """
                    %s holds %s. Its sender wrote a good message, and it was refused. Senders and \
                    workers are never replaced all at once, so today's worker must read it.\
                    """
                            .formatted(file, text(file)),
                    e);
        }
        assertThat(made)
                .as("what became of %s, which holds %s", file, text(file))
                .isEqualTo(report);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void is_refused(String file, String component) throws IOException {
        var refusal =
                Refused.by(
                        () -> Reports.inflate(payload(file)),
                        """
                        %s was read. It holds %s. Its "%s" is missing or does not fit, and what \
                        the report says instead looks like an answer: refuse it.\
                        """,
                        file,
                        text(file),
                        component);

        assertThat(refusal.getMessage())
                .as(
                        """
                        How %s was refused. It holds %s. Whoever finds it among the dead letters \
                        wants to know what was wrong: name "%s".\
                        """,
                        file, text(file), component)
                .contains(component);
    }

    @Test
    void every_file_of_the_corpus_has_a_verdict() throws Exception {
        var known = new HashSet<>(READ.keySet());
        known.addAll(REFUSED.keySet());
        var corpus = Path.of(OldReportsTest.class.getResource("/reports").toURI());
        Set<String> files;
        try (var paths = Files.walk(corpus)) {
            files =
                    paths.filter(Files::isRegularFile)
                            .map(file -> corpus.relativize(file).toString().replace('\\', '/'))
                            .collect(toSet());
        }

        assertThat(Reports.inflate(payload("today/plain.json"))).as("today's report").isNotNull();
        assertThat(files)
                .as(
                        """
                        files under src/test/resources/reports; this test must say what becomes of \
                        each\
                        """)
                .isEqualTo(known);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> payload(String file) throws IOException {
        return (Map<String, Object>) new JsonSerializer().loads(bytes(file));
    }

    private static String text(String file) throws IOException {
        return new String(bytes(file), UTF_8).strip();
    }

    private static byte[] bytes(String file) throws IOException {
        try (var in = OldReportsTest.class.getResourceAsStream("/reports/" + file)) {
            return in.readAllBytes();
        }
    }
}
