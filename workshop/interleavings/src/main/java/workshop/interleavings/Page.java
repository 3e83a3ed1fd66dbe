package workshop.interleavings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An exploration as one HTML page without anything beside it: the outcome table, and the shortest
 * bad schedule as a picture.
 */
final class Page {

    private static final Template TEMPLATE = template();

    private Page() {}

    static Path write(Exploration exploration, Path folder) {
        Path file = folder.resolve(fileName(exploration.name()));
        try {
            Files.createDirectories(folder);
            Files.writeString(file, of(exploration), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The page of \"%s\" could not be written.".formatted(exploration.name()), e);
        }
        return file;
    }

    static String of(Exploration exploration) {
        var trace = exploration.shortestBad().or(() -> exploration.traces().stream().findFirst());
        return TEMPLATE.execute(
                new Content(
                        exploration.name(),
                        Table.headline(exploration),
                        exploration.outcomes().stream().map(Row::of).toList(),
                        trace.map(shown -> Picture.of(exploration, shown)).orElse(null),
                        trace.map(shown -> heading(exploration, shown)).orElse(""),
                        trace.map(exploration::meaning).orElse(""),
                        trace.map(Trace::remarks).orElse(List.of()),
                        trace.map(shown -> steps(exploration, shown)).orElse(List.of())));
    }

    private static String heading(Exploration exploration, Trace trace) {
        return exploration.isBad(trace)
                ? "The shortest schedule that ends badly"
                : "One of the schedules";
    }

    private static List<String> steps(Exploration exploration, Trace trace) {
        var lines = new ArrayList<String>();
        int turn = exploration.pointOfNoReturn(trace);
        for (int i = 0; i < trace.steps().size(); i++) {
            var step = trace.steps().get(i);
            lines.add(
                    step.actor()
                            + ": "
                            + step.text()
                            + (step.publishes().isEmpty()
                                    ? ""
                                    : " (from here on others see: %s)"
                                            .formatted(String.join(", ", step.publishes())))
                            + (i == turn ? ". " + exploration.meaning(trace) : ""));
        }
        return lines;
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "")
                + ".html";
    }

    private static Template template() {
        var stream = Objects.requireNonNull(Page.class.getResourceAsStream("page.mustache"));
        try (var reader = new InputStreamReader(stream, UTF_8)) {
            return Mustache.compiler().compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the template is filled with. */
    record Content(
            String name,
            String headline,
            List<Row> outcomes,
            Picture picture,
            String heading,
            String meaning,
            List<String> remarks,
            List<String> steps) {}

    /** A row of the outcome table. */
    record Row(String name, String count, boolean forbidden, String why) {
        static Row of(Outcome outcome) {
            return new Row(
                    outcome.name(),
                    "%,d".formatted(outcome.count()),
                    outcome.isForbidden(),
                    outcome.why());
        }
    }
}
