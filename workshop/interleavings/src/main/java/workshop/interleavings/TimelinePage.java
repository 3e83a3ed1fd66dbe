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
 * An exploration as one HTML page that needs no other file: the outcome table, the free runs, and
 * the shortest bad schedule as a picture.
 */
final class TimelinePage {

    private static final Template TEMPLATE = template();

    private TimelinePage() {}

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
                        TextReport.headline(exploration),
                        exploration.outcomes().stream().map(Row::of).toList(),
                        exploration.freeRuns().map(FreeRuns::toString).orElse(null),
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
            String line = line(trace.steps().get(i));
            lines.add(i == turn ? line + ". " + exploration.meaning(trace) : line);
        }
        return lines;
    }

    private static String line(ScheduleStep step) {
        String line = step.actor() + ": " + step.text();
        return step.publishes().isEmpty()
                ? line
                : "%s (from here on others see: %s)"
                        .formatted(line, String.join(", ", step.publishes()));
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "")
                + ".html";
    }

    private static Template template() {
        var stream =
                Objects.requireNonNull(TimelinePage.class.getResourceAsStream("timeline.mustache"));
        try (var reader = new InputStreamReader(stream, UTF_8)) {
            return Mustache.compiler().compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What fills the template.
     *
     * @param freeRuns what came of them, in words; null when there were none
     * @param picture null when no schedule was tried
     */
    record Content(
            String name,
            String headline,
            List<Row> outcomes,
            String freeRuns,
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
                    String.format(Locale.ROOT, "%,d", outcome.count()),
                    outcome.isForbidden(),
                    outcome.why());
        }
    }
}
