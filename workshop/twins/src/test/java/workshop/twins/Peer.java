package workshop.twins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import workshop.queue.JsonSerializer;

/**
 * The end of the pipe that is Java. It reads requests such as {@code change Report {…}} line by
 * line, and answers each with a line, {@code sent {…}} or {@code refused …}. The JSON is what the
 * kit's serializer makes: the bytes that a queue would carry.
 */
public final class Peer {

    private static final JsonSerializer JSON = new JsonSerializer();

    private Peer() {}

    /** Answers until its input ends. */
    public static void main(String[] arguments) throws IOException {
        // One char for each byte: the serializer decodes them.
        var requests = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.write(answer(line).bytes());
            System.out.write('\n');
            System.out.flush();
        }
    }

    static Answer answer(String line) {
        var words = line.split(" ", 3);
        try {
            var twin = Twins.inflate(words[1], map(JSON.loads(words[2].getBytes(ISO_8859_1))));
            var answer = words[0].equals("change") ? Twins.changed(twin) : twin;
            return Answer.sent(JSON.dumps(Twins.deflate(answer)));
        } catch (RuntimeException refusal) {
            return Answer.refused(JSON.dumps(String.valueOf(refusal.getMessage())));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object payload) {
        return (Map<String, Object>) payload;
    }
}
