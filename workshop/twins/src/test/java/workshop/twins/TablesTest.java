package workshop.twins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.queue.JsonSerializer;
import workshop.step06.Attachment;
import workshop.step06.Author;
import workshop.step06.Figures;
import workshop.step06.Report;
import workshop.step06.SomeClass;
import workshop.step06.Submission;
import workshop.step06.Tone;
import workshop.step06.Verdict;

/**
 * The tables in the README are what both sides say today; {@code -Dworkshop.write} renews them.
 * Their rows are in the folder "tables".
 */
class TablesTest {

    private static final Path README = Path.of("README.md");
    private static final JsonSerializer JSON = new JsonSerializer();

    /** A twin's component, and the JSON that is put there; nothing leaves it out. */
    private static final Pattern READ = Pattern.compile("((\\w+)\\.(\\w+)) = ?(.*)");

    /** A file can't hold it. */
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    /** What a row's JSON is put into. */
    private static final Map<String, Record> ORDINARY =
            Stream.of(
                            new Report("Buy now!", "en", 3, false),
                            new Figures(2, 7, 0.5, BigDecimal.ONE),
                            new Author("Ada", List.of(), Optional.empty()),
                            new Attachment("a", 7),
                            new Shelf(List.of(), Map.of(), Optional.empty()),
                            new ByTone(Map.of()),
                            new Verdict.KeptFromReaders("spam"),
                            new SomeClass(null, null),
                            new Submission(
                                    "Why?", null, Tone.CALM, List.of(), Map.of(), null, null))
                    .collect(Collectors.toMap(Twins::nameOf, record -> record));

    @Test
    void what_each_side_reads() throws IOException {
        var table = new ArrayList<List<String>>();
        table.add(List.of("on the wire", "Java", "Python's twin", "Python's `**data`"));
        for (var line : rows("read.txt")) {
            var row = READ.matcher(line);
            assertThat(row.matches()).as(line).isTrue();
            var name = row.group(2);
            var component = row.group(3);
            var raw = row.group(4);
            var json = withRaw(ORDINARY.get(name), component, raw);
            var latin = new String(json.getBytes(UTF_8), ISO_8859_1);
            table.add(
                    List.of(
                            "`%s`: %s"
                                    .formatted(row.group(1), raw.isEmpty() ? "missing" : code(raw)),
                            read(Peer.answer("read " + name + " " + latin), component, raw),
                            read(Python.peer().ask("read", name, json), component, raw),
                            taken(Python.peer().ask("take", row.group(1), json))));
        }
        isInReadme("read", table);
    }

    @Test
    void what_each_side_sends(@TempDir Path folder) throws IOException {
        var table = new ArrayList<List<String>>();
        table.add(List.of("the value", "Java", "Python's twin", "Python's `asdict` and `json`"));
        var rows = rows("sent.txt").stream().map(row -> List.of(row.split(" *[|] *"))).toList();
        for (var row : rows) {
            table.add(
                    List.of(
                            row.get(0),
                            row.get(1).isEmpty() ? "" : sent(Expression.sent(row.get(1), folder)),
                            sent(Python.peer().ask("send", "twin", row.get(2))),
                            sent(Python.peer().ask("dump", "twin", row.get(2)))));
        }
        isInReadme("sent", table);
    }

    private static List<String> rows(String file) throws IOException {
        return Files.readAllLines(Path.of("tables", file));
    }

    /** The record's JSON, with that text in the place of one component. */
    private static String withRaw(Record record, String component, String raw) {
        var parts = new LinkedHashMap<String, String>();
        Twins.deflate(record).forEach((name, value) -> parts.put(name, json(value)));
        parts.put(component, raw);
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> "\"%s\": %s".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String json(Object value) {
        return new String(JSON.dumps(value), UTF_8);
    }

    private static String read(Answer answer, String component, String raw) {
        if (answer.isRefusal()) {
            return refused(answer.words());
        }
        var twin = answer.map();
        if (!twin.containsKey(component)) {
            return "ignored";
        }
        return isEqual(twin.get(component), raw) ? "✓" : code(json(twin.get(component)));
    }

    private static boolean isEqual(Object value, String raw) {
        return !raw.isEmpty() && Objects.equals(value, JSON.loads(raw.getBytes(UTF_8)));
    }

    private static String taken(Answer answer) {
        return answer.isRefusal() ? refused(answer.words()) : code(String.valueOf(answer.value()));
    }

    private static String sent(Answer answer) {
        return answer.isRefusal()
                ? refused(answer.words())
                : code(new String(answer.json(), UTF_8).replaceAll("([,:]) ", "$1"));
    }

    private static String refused(String words) {
        var shown = HALF_A_PAIR.matcher(words).replaceAll(half -> escape(half.group()));
        return "✗ " + shown.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String escape(String half) {
        return "\\\\u%04x".formatted((int) half.charAt(0));
    }

    private static String code(String text) {
        return "`%s`".formatted(text.replace("|", "\\|"));
    }

    private static void isInReadme(String name, List<List<String>> rows) throws IOException {
        var begin = "<!-- %s: begin -->\n\n".formatted(name);
        var end = "\n<!-- %s: end -->".formatted(name);
        var table = rows.stream().map(TablesTest::row).collect(Collectors.toList());
        table.add(1, row(rows.get(0).stream().map(title -> "---").toList()));
        var readme = Files.readString(README);
        var before = readme.substring(0, readme.indexOf(begin) + begin.length());
        var after = readme.substring(readme.indexOf(end));
        var today = before + String.join("", table) + after;
        if (System.getProperty("workshop.write") != null) {
            Files.writeString(README, today);
        }
        assertThat(Files.readString(README))
                .as("README.md holds what a run says today; -Dworkshop.write renews it")
                .isEqualTo(today);
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
