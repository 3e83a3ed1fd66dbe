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

/** The page stands alone, and says in words what it draws. */
class PageTest {

    private final Exploration exploration =
            Interleavings.of(Bank::new)
                    .named("Lost update: <both> read first")
                    .actor(
                            "one",
                            bank ->
                                    bank.in(
                                            connection -> {
                                                int before = bank.read(connection, 1);
                                                bank.execute(
                                                        connection,
                                                        "update account set cents = "
                                                                + (before + 5)
                                                                + " where id = 1");
                                            }))
                    .actor(
                            "two",
                            bank ->
                                    bank.in(
                                            connection -> {
                                                int before = bank.read(connection, 1);
                                                bank.execute(
                                                        connection,
                                                        "update account set cents = "
                                                                + (before + 7)
                                                                + " where id = 1");
                                            }))
                    .outcome(Bank::balances)
                    .acceptable("112 and 100")
                    .forbidden("105 and 100", "Both read before either wrote.")
                    .explore();

    @Test
    void the_name_makes_the_file_name(@TempDir Path folder) throws IOException {
        Path page = exploration.writePage(folder);

        assertThat(page).hasFileName("lost-update-both-read-first.html");
        assertThat(Files.readString(page)).isEqualTo(Page.of(exploration));
    }

    @Test
    void it_shows_the_table_and_names_the_bad_step() {
        assertThat(Page.of(exploration))
                .contains("Lost update: &lt;both&gt; read first")
                .contains("8 interleavings of your code · 6 end badly")
                .contains("Both read before either wrote.")
                .contains(
                        "<li>two: SELECT account. ✘ From this step on, every way to go on ends"
                                + " badly.</li>");
    }

    @Test
    void it_needs_nothing_beside_it() {
        assertThat(Page.of(exploration))
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void the_picture_is_well_formed_and_has_a_title_and_a_description() throws Exception {
        var page = Page.of(exploration);
        var svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));

        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("Lost update: <both> read first: ");
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith("A lane for each of one, two, time downwards. 6 steps");
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(6);
    }

    @Test
    void the_text_fits_74_columns() {
        var wide =
                CountingTest.free("1 1 1 1 1")
                        .outcome(
                                world ->
                                        "an outcome whose name is so long that nobody would want to"
                                                + " read all of it at once, ever")
                        .atMost(3)
                        .explore();

        assertThat(exploration.report().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(74));
        assertThat(wide.report().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(74));
    }
}
