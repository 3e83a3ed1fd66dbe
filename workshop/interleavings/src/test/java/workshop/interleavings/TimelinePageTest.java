package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The page needs no other file, and says in words what it draws. */
class TimelinePageTest {

    private final Exploration exploration =
            Interleavings.of(Bank::new)
                    .named("Lost update: <both> read first")
                    .actor("one", Bank.readThenWrite(5))
                    .actor("two", Bank.readThenWrite(7))
                    .outcome(Bank::balances)
                    .acceptable("112 and 100")
                    .forbidden("105 and 100", "Both read before either wrote.")
                    .explore();

    @Test
    void the_name_makes_the_file_name(@TempDir Path folder) throws IOException {
        Path page = exploration.writePage(folder);

        assertThat(page).hasFileName("lost-update-both-read-first.html");
        assertThat(Files.readString(page)).isEqualTo(TimelinePage.of(exploration));
    }

    @Test
    void it_shows_the_table_and_names_the_bad_step() {
        assertThat(TimelinePage.of(exploration))
                .contains("Lost update: &lt;both&gt; read first")
                .contains("8 interleavings of your code · 6 end badly")
                .contains("Both read before either wrote.")
                .contains(
                        "<li>two: SELECT account. ✘ From this step on, every order ends"
                                + " badly.</li>");
    }

    @Test
    void it_needs_no_other_file() {
        assertThat(TimelinePage.of(exploration))
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void the_picture_is_well_formed_and_has_a_title_and_a_description() throws Exception {
        var page = TimelinePage.of(exploration);
        var svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));

        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("Lost update: <both> read first: ");
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith(
                        "One lane each for one, two; time runs downwards. 6 steps; the outcome is"
                                + " ");
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(6);
    }

    @Test
    void the_text_fits_74_columns() {
        var longName =
                "an outcome with a name that is so long that it does not fit any table, ever";
        var wide = CountingTest.free("1 1 1 1 1").outcome(world -> longName).atMost(3).explore();

        assertThat(exploration.report().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(74));
        assertThat(wide.report().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(74));
    }
}
