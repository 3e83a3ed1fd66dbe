package workshop.step06;

import static workshop.shown.Shown.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;

/**
 * Writes what the slides of step 06 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
public class Step06Shown {

    private static final String BODY = "Buy now!";
    private static final SomeClass ARTICLE =
            new SomeClass(Map.of("hi", "there"), new SomeClass(1, false));

    @Test
    void wire() throws IOException {
        write("wire.txt", json(Deflater.deflate(new Excerpt(BODY, 4, 3))));
    }

    @Test
    void asdict() throws IOException {
        write("asdict.txt", "%s\n\n%s".formatted(ARTICLE, json(Deflater.deflate(ARTICLE))));
    }

    @Test
    void the_shallow_way_back() throws IOException {
        var data = Journey.overTheWire(Deflater.deflate(ARTICLE));
        var arrived = new SomeClass(data.get("foo"), data.get("bar"));
        write(
                "shallow.txt",
                """
                sent     %s
                arrived  %s

                equal    %s
                bar is   %s
                """
                        .formatted(
                                ARTICLE,
                                arrived,
                                ARTICLE.equals(arrived),
                                arrived.bar().getClass().getName()));
    }

    @Test
    void forms() throws IOException {
        var rows = new StringBuilder("in the record,,on the wire\n");
        for (Object value :
                List.of(
                        Instant.parse("2025-11-22T09:00:00.000000001Z"),
                        new BigDecimal("5.00"),
                        Tone.HEATED,
                        Optional.empty(),
                        9_007_199_254_740_993L,
                        new Attachment("sky.png", 7))) {
            var wire = json(Deflater.deflate(new SomeClass(value, null)).get("foo"));
            var type = value.getClass().getSimpleName();
            rows.append("%s,%s,%s\n".formatted(type, cell(value.toString()), cell(wire)));
        }
        write("forms.csv", rows.toString());
    }

    @Test
    void verdicts() throws IOException {
        var until = Instant.parse("2026-01-01T00:00:00Z");
        var told = new StringBuilder();
        for (var verdict :
                List.of(
                        new Verdict.AsWritten(),
                        new Verdict.KeptFromReaders("spam"),
                        new Verdict.HandedToPerson("Ada", until))) {
            told.append(json(Verdict.deflate(verdict))).append('\n');
        }
        write("verdicts.txt", told.toString());
    }

    @Test
    void messages_of_three_years() throws IOException {
        var told = new StringBuilder();
        for (var name :
                List.of(
                        "last-year/2025-03-plain",
                        "last-year/2025-08-no-language",
                        "tomorrow/new-fields",
                        "broken/readers-missing")) {
            byte[] message;
            try (var in = Step06Shown.class.getResourceAsStream("/reports/" + name + ".json")) {
                message = in.readAllBytes();
            }
            var text = new String(message, StandardCharsets.UTF_8).strip();
            // It is too long for one line.
            var shown = text.replace(", \"deadline\"", ",\n \"deadline\"");
            told.append("%s\n  %s\n\n".formatted(shown, reportOf(message)));
        }
        write("reports.txt", told.toString());
    }

    private static String reportOf(byte[] message) {
        try {
            return "→ " + Reports.inflate(primitives(message));
        } catch (RuntimeException e) {
            var reason = e.getMessage().lines().findFirst().orElseThrow();
            return "✘ " + reason.replaceFirst(" \\(.*", "");
        }
    }

    @Test
    void two_bytes_changed() throws Exception {
        var told = new StringBuilder("class   ");
        told.append(fromBytes(lengthOf3000(toBytes(new OldExcerpt(BODY, 4, 3)))));
        try {
            fromBytes(lengthOf3000(toBytes(new Excerpt(BODY, 4, 3))));
            throw new AssertionError("the record should have said no");
        } catch (InvalidObjectException e) {
            told.append("\nrecord  ").append(e.getMessage());
        }
        write("native.txt", told.toString());
    }

    @Test
    void costs() throws IOException {
        var excerpt = new Excerpt(BODY, 4, 3);
        int asJson = json(Deflater.deflate(excerpt)).length();
        int natively = toBytes(excerpt).length;
        var longText = new Excerpt("x".repeat(10_000), 4, 3);
        int longAsJson = json(Deflater.deflate(longText)).length();
        int id = json(1_000_000L).length();
        write(
                "costs.csv",
                """
                on the wire,bytes
                an excerpt of “Buy now!” as JSON,"%,d"
                "the same, natively","%,d"
                "an excerpt of 10,000 letters as JSON","%,d"
                the id of a row that holds those letters,"%,d"
                """
                        .formatted(asJson, natively, longAsJson, id));
    }

    /** A cell of CSV that contains code, which AsciiDoc must leave alone. */
    private static String cell(String code) {
        return "\"`+%s+`\"".formatted(code.replace("\"", "\"\""));
    }

    private static String json(Object primitives) {
        return new String(new JsonSerializer().dumps(primitives), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> primitives(byte[] json) {
        return new LinkedHashMap<>((Map<String, Object>) new JsonSerializer().loads(json));
    }

    private static byte[] toBytes(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /** In the stream of such an excerpt, 4 and 3 occur side by side exactly once. */
    private static byte[] lengthOf3000(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        int at = 0;
        while (buffer.getInt(at) != 4 || buffer.getInt(at + 4) != 3) {
            at++;
        }
        buffer.putInt(at + 4, 3_000);
        return bytes;
    }
}
