package workshop.step06;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.queue.JsonSerializer;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>The body is read under its name of today, and under "text" only where that alone is there.
 *       An empty body is a body. A language that is missing or null is "en"; any other stays.
 *       Unknown fields are ignored.
 *   <li>{@code readers} is a whole number that fits into an int, {@code urgent} is true or false,
 *       the body is text. Anything else is refused, and nothing is coerced: 7 is not true, "3" is
 *       not 3, and 5 is not "5". A language that is no text never becomes one.
 *   <li>A refusal names the one component that was wrong.
 *   <li>The payload stays as it was.
 * </ul>
 *
 * <p>The payloads are files, as they were in the queue: {@code src/test/resources/reports}. You
 * choose what becomes of 3.0 for readers, whether readers below zero are read or refused, and
 * whether a language that is no text is refused or taken for none.
 */
@Exercise(id = "6.4", title = "Yesterday's messages", points = 20, stars = 2, edit = "Reports.java")
class OldReportsTest {

    private static final Map<String, Report> READ = new TreeMap<>();

    static {
        var plain = new Report("Buy now!", "en", 3, false);
        READ.put("last-year/2025-03-plain.json", plain);
        READ.put("last-year/2025-03-nothing-written.json", new Report("", "en", 3, false));
        READ.put(
                "last-year/2025-04-fields-that-are-gone.json",
                new Report("Buy now!", "en", 3, true));
        READ.put(
                "last-year/2025-04-fields-that-are-gone-in-front.json",
                new Report("Buy now!", "en", 3, true));
        READ.put("last-year/2025-07-both-names-for-the-body.json", plain);
        var edited = new Report("Buy today!", "en", 3, false);
        READ.put("last-year/2025-07-both-names-edited.json", edited);
        READ.put("last-year/2025-07-both-names-edited-body-first.json", edited);
        READ.put("last-year/2025-07-both-names-emptied.json", new Report("", "en", 3, false));
        READ.put("last-year/2025-08-no-language.json", plain);
        READ.put("last-year/2025-10-language-not-known-yet.json", plain);
        READ.put("today/plain.json", new Report("Jetzt kaufen!", "de", Integer.MAX_VALUE, true));
        READ.put("today/nothing-and-nobody.json", new Report("", "en", 0, false));
        READ.put("today/blanks.json", new Report("  Buy now!\n", "en", 2, true));
        READ.put("today/nothing-but-blanks.json", new Report(" \n ", "en", 2, true));
        READ.put("today/a-region.json", new Report("Compre agora!", "pt-BR", 1, false));
        READ.put("tomorrow/new-fields.json", new Report("Buy now!", "en", 3, true));
        READ.put("tomorrow/new-fields-in-front.json", new Report("Buy now!", "en", 3, true));
    }

    /** Those under {@code broken}: a file's name begins with the component that is wrong in it. */
    private static final List<String> COMPONENTS = List.of("body", "readers", "urgent");

    @Test
    void every_good_message_is_read() throws IOException {
        var refused = new ArrayList<String>();
        Throwable first = null;
        for (var file : READ.keySet()) {
            try {
                Reports.inflate(payload(file));
            } catch (RuntimeException | Error refusal) {
                Refused.rethrowTodo(refusal);
                first = first == null ? refusal : first;
                refused.add(file);
            }
        }
        if (first != null) {
            throw new AssertionError(
                    """
                    %s holds %s. Its sender wrote a good message, and it was refused with %s. \
                    Senders and workers are never replaced all at once, so today's worker must \
                    read it.%s%s\
                    """
                            .formatted(
                                    refused.get(0),
                                    text(refused.get(0)),
                                    Refused.said(first),
                                    SecondLook.why(payload(refused.get(0)), first),
                                    others("Refused, too: ", refused)),
                    first);
        }
    }

    @Test
    void every_good_message_is_read_as_it_was_meant() throws IOException {
        for (var file : READ.keySet()) {
            Report made;
            try {
                made = Reports.inflate(payload(file));
            } catch (RuntimeException | Error refusal) {
                Refused.rethrowTodo(refusal);
                continue; // the test above tells
            }
            var meant = READ.get(file);
            Check.that(
                    meant.equals(made),
                    "%s holds %s. %s",
                    file,
                    text(file),
                    meant.equals(made) ? "" : Reading.difference(payload(file), meant, made));
        }
    }

    @Test
    void every_broken_message_is_refused() throws Exception {
        var read = new LinkedHashMap<String, Reading>();
        for (var file : broken()) {
            try {
                var made = Reports.inflate(payload(file));
                read.put(file, new Reading(payload(file), component(file), made));
            } catch (RuntimeException | Error refusal) {
                Refused.isAnException(refusal, file);
            }
        }
        if (!read.isEmpty()) {
            var file = read.keySet().iterator().next();
            throw new AssertionError(
                    "%s was read. It holds %s. %s%s"
                            .formatted(
                                    file,
                                    text(file),
                                    read.get(file).mistake(),
                                    Reading.others(read)));
        }
    }

    private static String others(String title, List<String> files) {
        return files.size() == 1
                ? ""
                : "\n" + title + String.join(", ", files.subList(1, files.size()));
    }

    @Test
    void a_refusal_names_what_was_wrong() throws Exception {
        for (var file : broken()) {
            var component = component(file);
            Throwable refusal;
            try {
                Reports.inflate(payload(file));
                continue; // the test above tells
            } catch (RuntimeException | Error e) {
                Refused.rethrowTodo(e);
                refusal = e;
            }
            var said = String.valueOf(refusal.getMessage());
            Check.that(
                    said.contains(component) || file.contains("old-name") && said.contains("text"),
                    """
                    %s holds %s. It was refused with %s. Whoever finds it among the dead letters \
                    wants to know what was wrong: name "%s".%s%s\
                    """,
                    file,
                    text(file),
                    Refused.said(refusal),
                    component,
                    Refused.said(refusal).contains(component) ? ONLY_THE_CAUSE : "",
                    Refused.skippedAssert(Reports.class));
        }
    }

    private static final String ONLY_THE_CAUSE =
            " A cause names it, but a dead letter's reason is only the first of these messages.";

    /** A message may quote the payload: then each name is in all three, and one more often. */
    @Test
    void a_refusal_names_only_what_was_wrong() throws Exception {
        var said = new LinkedHashMap<String, String>();
        for (var file :
                List.of(
                        "broken/body-a-number.json",
                        "broken/readers-true.json",
                        "broken/urgent-seven.json")) {
            try {
                Reports.inflate(payload(file));
                return; // the test above tells
            } catch (RuntimeException | Error refusal) {
                Refused.rethrowTodo(refusal);
                said.put(component(file), String.valueOf(refusal.getMessage()));
            }
        }
        Check.that(
                !COMPONENTS.stream().allMatch(wrong -> namesOthers(wrong, said.get(wrong))),
                """
                Three reports were refused: one for its body, one for its readers, one for urgent. \
                Each message names others, too, so no one can tell which component was wrong:%s%s\
                """,
                COMPONENTS.stream()
                        .map(
                                wrong ->
                                        "\n  %s: %s"
                                                .formatted(
                                                        wrong,
                                                        Journey.exactly(
                                                                Refused.plain(said.get(wrong)))))
                        .collect(joining()),
                SecondLook.atAGoodReport(payload("today/plain.json")));
        for (var wrong : COMPONENTS) {
            for (var other : COMPONENTS) {
                Check.that(
                        wrong.equals(other)
                                || times(wrong, said.get(wrong)) > times(wrong, said.get(other)),
                        """
                        Three reports were refused: one for its body, one for its readers, one for \
                        urgent. The message about %s was
                          %s
                        and the one about %s
                          %s
                        Both say "%s" equally often, so no one can tell which component was wrong. \
                        Name only that one.\
                        """,
                        wrong,
                        Journey.show(said.get(wrong)),
                        other,
                        Journey.show(said.get(other)),
                        wrong);
            }
        }
    }

    /** Says the names of other components than the one that was wrong, and quotes no payload. */
    private static boolean namesOthers(String wrong, String message) {
        var unquoted = message.replaceAll("\\{[^}]*}|\\[[^]]*]", "");
        return COMPONENTS.stream()
                .filter(other -> !other.equals(wrong))
                .anyMatch(
                        other ->
                                Pattern.compile("\\b" + other + "\\b(?![\"']?\\s*[=:])")
                                        .matcher(unquoted)
                                        .find());
    }

    private static int times(String name, String text) {
        return text.split("\\b" + name + "\\b", -1).length;
    }

    @Test
    void readers_do_not_become_others() throws IOException {
        var beyondEveryLong = new BigInteger("18446744073709551619");
        for (Number readers : List.of(-1L, (long) Integer.MIN_VALUE, beyondEveryLong)) {
            var payload = payload("today/plain.json");
            payload.put("readers", readers);
            Report made;
            try {
                made = Reports.inflate(payload);
            } catch (RuntimeException | Error refusal) {
                Refused.isAnException(refusal, "A report with %s readers", readers);
                continue;
            }
            Check.that(made != null, "A report with %s readers was read as null.", readers);
            Check.that(
                    String.valueOf(made.readers()).equals(readers.toString()),
                    """
                    A report with %s readers was read as one with %d, which no one sent. Take what \
                    was sent, or refuse it.\
                    """,
                    readers,
                    made.readers());
        }
    }

    @Test
    void a_language_that_is_no_text_does_not_become_one() throws IOException {
        for (Object language : List.of(7L, false, 0.5, List.of("de"), Map.of("code", "de"))) {
            var payload = payload("today/plain.json");
            payload.put("language", language);
            Report made;
            try {
                made = Reports.inflate(payload);
            } catch (RuntimeException | Error refusal) {
                Refused.isAnException(refusal, "A report whose language is %s", language);
                continue;
            }
            Check.that(made != null, "A report whose language is %s was read as null.", language);
            Check.that(
                    made.language().equals("en"),
                    """
                    A report whose language is %s, which is no text, was read as one in the \
                    language "%s". Refuse it, or take the language for one that is not known.\
                    """,
                    language,
                    made.language());
        }
    }

    @Test
    void a_language_that_is_missing_is_english_on_every_machine() throws IOException {
        Reports.inflate(payload("today/plain.json"));
        var home = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Check.same(
                    READ.get("last-year/2025-08-no-language.json"),
                    Reports.inflate(payload("last-year/2025-08-no-language.json")),
                    """
                    A report without a language, read on a machine whose own is German. Before \
                    last autumn all texts were English, wherever the worker runs.\
                    """);
        } finally {
            Locale.setDefault(home);
        }
    }

    @Test
    void a_body_stays_as_it_was_sent() throws IOException {
        for (var body :
                List.of(
                        "null",
                        "5",
                        "<b>Tom & Jerry's</b>",
                        "C:\\new",
                        "e\u0301",
                        "so long ".repeat(99))) {
            for (var name : List.of("body", "text")) {
                var payload = payload("last-year/2025-03-plain.json");
                payload.remove("text");
                payload.put(name, body);
                var made = read(payload);
                Check.same(
                        body,
                        made instanceof Report report ? report.body() : "refused with " + made,
                        "A report whose \"%s\" is %s. A text stays as it was sent.",
                        name,
                        Journey.exactly(body));
            }
        }
    }

    @Test
    void a_language_stays_as_it_was_sent() throws IOException {
        for (var language : List.of("", "de", "DE", "zh-Hant-TW", " en")) {
            for (var file : List.of("today/plain.json", "last-year/2025-03-plain.json")) {
                languageStays(payload(file), language);
            }
        }
    }

    private static void languageStays(Map<String, Object> payload, String language) {
        payload.put("language", language);
        Object seen;
        try {
            seen = Reports.inflate(payload).language();
        } catch (RuntimeException | Error refusal) {
            Refused.rethrowTodo(refusal);
            seen = "refused with " + Refused.said(refusal);
        }
        Check.same(
                language,
                seen,
                """
                %s said that its language was "%s". Only a language that is missing or null is \
                English; one that is there stays as it was sent.\
                """,
                payload.containsKey("body") ? "A report" : "A report whose body was its text",
                language);
    }

    @Test
    void the_payload_stays_as_it_was() throws IOException {
        for (var file : List.of("last-year/2025-03-plain.json", "today/plain.json")) {
            var payload = payload(file);
            Report made;
            try {
                made = Reports.inflate(payload);
            } catch (RuntimeException | Error refusal) {
                Refused.rethrowTodo(refusal);
                return; // the first test tells
            }
            Check.same(
                    payload(file),
                    payload,
                    "The payload of %s has changed. It belongs to the caller: work on a copy.",
                    file);
            Check.same(
                    made,
                    read(Collections.unmodifiableMap(payload(file))),
                    """
                    %s in a map that cannot be changed. With one that can, all was well: does your \
                    code change the map?\
                    """,
                    file);
            Check.same(
                    made,
                    read(Map.copyOf(payload(file))),
                    """
                    %s in a map as Map.of makes it. With another one, all was well. Such a map \
                    cannot be changed, and takes no null, not even in a question: \
                    containsValue(null) throws.\
                    """,
                    file);
        }
    }

    private static Object read(Map<String, Object> payload) {
        try {
            return Reports.inflate(payload);
        } catch (RuntimeException | Error refusal) {
            return Refused.said(refusal);
        }
    }

    @Test
    void every_file_of_the_corpus_has_a_verdict() throws Exception {
        Reports.inflate(payload("today/plain.json"));
        var files = files();
        files.removeAll(broken());
        Check.same(
                READ.keySet(),
                files,
                "The good messages under src/test/resources/reports; this test knows each of"
                        + " them.");
        for (var file : broken()) {
            Check.that(
                    COMPONENTS.contains(component(file)),
                    "%s: its name should begin with the component that is wrong in it.",
                    file);
        }
    }

    private static Set<String> broken() throws Exception {
        var broken = files();
        broken.removeIf(file -> !file.startsWith("broken/"));
        Check.that(!broken.isEmpty(), "There are no files under reports/broken.");
        return broken;
    }

    private static String component(String file) {
        return file.replaceFirst("broken/", "").replaceFirst("-.*", "");
    }

    private static Set<String> files() throws Exception {
        var corpus = Path.of(OldReportsTest.class.getResource("/reports").toURI());
        try (var paths = Files.walk(corpus)) {
            return new TreeSet<>(
                    paths.filter(Files::isRegularFile)
                            .map(file -> corpus.relativize(file).toString().replace('\\', '/'))
                            .collect(toSet()));
        }
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
