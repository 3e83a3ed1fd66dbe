package workshop.twins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.queue.JsonSerializer;

/** The end of the pipe that is Python: one process, which ends with this one. */
final class Python {

    /** Debian's own sees Debian's python3-attr; this property names another one. */
    private static final String INTERPRETER =
            System.getProperty("workshop.python", "/usr/bin/python3");

    private static final JsonSerializer JSON = new JsonSerializer();

    private static Python peer;

    private final Process process;
    private final BufferedReader answers;

    private Python() throws IOException {
        process = program("peer.py").start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1));
    }

    static synchronized Python peer() {
        try {
            peer = peer == null ? new Python() : peer;
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException("-Dworkshop.python=… names a Python that is there", e);
        }
    }

    /** A program of the folder "python"; what goes wrong in it is seen where this runs. */
    static ProcessBuilder program(String name, String... arguments) {
        var command = new ArrayList<>(List.of(INTERPRETER, name));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .directory(new File("python"))
                        .redirectError(Redirect.INHERIT);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var notes = Path.of("target", "hypothesis").toAbsolutePath().toString();
        builder.environment().put("HYPOTHESIS_STORAGE_DIRECTORY", notes);
        return builder;
    }

    /** The twin as it comes back from there, changed. */
    Object changed(Object twin) {
        String name = Twins.nameOf(twin);
        var answer = ask("change", name, JSON.dumps(Twins.deflate(twin)));
        if (answer.isRefusal()) {
            throw new IllegalStateException(
                    "Python refused %s: %s".formatted(twin, answer.words()));
        }
        return Twins.inflate(name, answer.map());
    }

    Answer ask(String verb, String name, String text) {
        return ask(verb, name, text.getBytes(UTF_8));
    }

    synchronized Answer ask(String verb, String name, byte[] body) {
        try {
            var requests = process.getOutputStream();
            requests.write("%s %s ".formatted(verb, name).getBytes(ISO_8859_1));
            requests.write(body);
            requests.write('\n');
            requests.flush();
            var line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Python has ended; what it said is above.");
            }
            return Answer.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
