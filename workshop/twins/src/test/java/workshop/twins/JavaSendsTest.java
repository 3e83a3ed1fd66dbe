package workshop.twins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;
import workshop.step06.Author;
import workshop.step06.Figures;
import workshop.step06.Report;
import workshop.step06.Submission;
import workshop.step06.Verdict;

/** A record goes to Python, is changed there, and comes back: it is what Java's change makes. */
@Domain(RandomTwins.class)
@PropertyDefaults(tries = 1000)
class JavaSendsTest {

    private static final Path REPORTS =
            Path.of("..", "..", "step-06-records", "src", "test", "resources", "reports");

    @Property(seed = "1")
    void every_report(@ForAll Report report) {
        comesBackChanged(report);
    }

    @Property(seed = "2")
    void every_submission(@ForAll Submission submission) {
        comesBackChanged(submission);
    }

    @Property(seed = "3")
    void all_figures(@ForAll Figures figures) {
        comesBackChanged(figures);
    }

    @Property(seed = "4")
    void every_shelf(@ForAll Shelf shelf) {
        comesBackChanged(shelf);
    }

    @Property(seed = "5")
    void every_verdict(@ForAll Verdict verdict) {
        comesBackChanged(verdict);
    }

    private static void comesBackChanged(Object twin) {
        assertThat(Python.peer().changed(twin)).isEqualTo(Twins.changed(twin));
    }

    @Property(seed = "6")
    void a_moment_that_python_cannot_hold_is_refused_and_not_cut(@ForAll Instant moment) {
        var author = new Author("Ada", List.of(), Optional.of(moment));

        var answer =
                Python.peer()
                        .ask("read", "Author", new JsonSerializer().dumps(Twins.deflate(author)));

        assertThat(answer.isRefusal()).as("%s was refused", moment).isTrue();
        assertThat(answer.words()).startsWith("lastSeen: '" + moment + "' ");
    }

    @Test
    void ten_megabytes() {
        comesBackChanged(new Report("é".repeat(10_000_000), "en", 1, true));
    }

    /** Both read the same of step 06's old messages, and both refuse the same ones. */
    @Test
    void the_messages_of_last_year_of_today_and_of_tomorrow() throws IOException {
        try (Stream<Path> files = Files.walk(REPORTS)) {
            var messages = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(messages).hasSizeGreaterThan(40);
            for (var file : messages) {
                var json = Files.readString(file).replace('\n', ' ');
                var java = Peer.answer("read Report " + latin(json));
                var python = Python.peer().ask("read", "Report", json);
                assertThat(python.isRefusal()).as("%s: %s", file, json).isEqualTo(java.isRefusal());
                if (java.isRefusal()) {
                    var name = file.getFileName().toString();
                    var component = name.substring(0, name.indexOf('-'));
                    assertThat(python.words()).startsWith(component);
                } else {
                    assertThat(python.map()).as(file.toString()).isEqualTo(java.map());
                }
            }
        }
    }

    @Test
    void broken_messages_are_refused_on_both_sides() {
        for (var broken :
                List.of("", "{", "7", "null", "[]", "{} {}", "{'name': 1}", "[".repeat(100_000))) {
            assertThat(Peer.answer("read Report " + broken).isRefusal()).as(broken).isTrue();
            assertThat(Python.peer().ask("read", "Report", broken).isRefusal()).as(broken).isTrue();
        }
        var json = "{\"name\": \"\u00ff\", \"bytes\": 1}"; // in Latin-1, which is not UTF-8
        assertThat(Peer.answer("read Attachment " + json).isRefusal()).isTrue();
        byte[] bytes = json.getBytes(ISO_8859_1);
        assertThat(Python.peer().ask("read", "Attachment", bytes).isRefusal()).isTrue();
    }

    private static String latin(String json) {
        return new String(json.getBytes(UTF_8), ISO_8859_1);
    }
}
