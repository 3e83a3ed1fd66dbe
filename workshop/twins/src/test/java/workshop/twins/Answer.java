package workshop.twins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import workshop.queue.JsonSerializer;

/** One line that came back: the JSON of what was sent, or of why nothing was. */
record Answer(boolean isRefusal, byte[] json) {

    private static final String SENT = "sent ";
    private static final String REFUSED = "refused ";

    static Answer sent(byte[] json) {
        return new Answer(false, json);
    }

    static Answer refused(byte[] words) {
        return new Answer(true, words);
    }

    static Answer of(String line) {
        boolean isRefusal = line.startsWith(REFUSED);
        var json = line.substring((isRefusal ? REFUSED : SENT).length());
        return new Answer(isRefusal, json.getBytes(ISO_8859_1));
    }

    byte[] bytes() {
        String line = (isRefusal ? REFUSED : SENT) + new String(json, ISO_8859_1);
        return line.getBytes(ISO_8859_1);
    }

    Object value() {
        return new JsonSerializer().loads(json);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map() {
        return (Map<String, Object>) value();
    }

    /** Why it was refused: one line. */
    String words() {
        return String.valueOf(value()).lines().findFirst().orElse("");
    }
}
