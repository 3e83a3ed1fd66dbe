package workshop.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * JSON files as maps, lists, strings, numbers and booleans. It uses Jackson's parser and generator
 * alone: its mapper takes 0.2 s to wake up, in every run of every learner.
 */
final class Json {

    private static final JsonFactory JSON = new JsonFactory();

    /** Lines end alike on all systems: the manifest is under version control. */
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private Json() {}

    /** All at once: a reader finds the old file or the new one, also when this JVM is killed. */
    static void write(Map<String, ?> document, Path file) {
        try {
            Files.createDirectories(file.getParent());
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            var text = new StringWriter();
            write(document, text);
            // Half of a surrogate pair becomes "?"; a writer of characters would refuse it.
            Files.write(draft, text.toString().getBytes(UTF_8));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be written".formatted(file), e);
        }
    }

    /** The document, and a line end; the writer stays open. */
    static void write(Map<String, ?> document, Writer out) throws IOException {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(new Pretty(), text)) {
            write((Object) document, generator);
        }
        out.write(text + "\n");
        out.flush();
    }

    /**
     * Reads an object.
     *
     * @throws UncheckedIOException if the file holds something else, or cannot be read
     */
    @SuppressWarnings("unchecked") // what does not start as an object is refused
    static Map<String, Object> read(Path file) {
        try (var in = Files.newBufferedReader(file);
                var parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(file, "it is not a JSON object");
            }
            return (Map<String, Object>) value(parser);
        } catch (JacksonException e) {
            throw damaged(file, "it is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be read".formatted(file), e);
        }
    }

    /** Said as other trouble with files is. */
    static UncheckedIOException damaged(Path file, String reason) {
        return new UncheckedIOException(new FileSystemException(file.toString(), null, reason));
    }

    private static void write(Object value, JsonGenerator out) {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach(
                    (name, member) -> {
                        out.writeName((String) name);
                        write(member, out);
                    });
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(element -> write(element, out));
            out.writeEndArray();
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else {
            out.writeString((String) value); // null, too
        }
    }

    private static Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    var name = in.currentName();
                    in.nextToken();
                    map.put(name, value(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> in.getIntValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_NULL -> null;
            default -> in.getString();
        };
    }

    private static final class Pretty extends ObjectWriteContext.Base {

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
