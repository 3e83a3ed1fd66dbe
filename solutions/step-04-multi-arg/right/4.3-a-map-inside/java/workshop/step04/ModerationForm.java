package workshop.step04;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form on the moderators' page: three fields for an id. They fill in one of them. */
public record ModerationForm(Map<String, Long> given) {

    private static final List<String> FIELDS = List.of("question", "answer", "comment");

    /** Reads the fields of a request. An id whose field is absent or blank was not given. */
    public static ModerationForm of(Map<String, String> fields) {
        var given = new HashMap<String, Long>();
        for (var name : FIELDS) {
            var text = fields.get(name);
            if (text != null && !text.isBlank()) {
                given.put(name, Long.parseLong(text.trim()));
            }
        }
        return new ModerationForm(given);
    }

    /** The ids of a question, an answer and a comment; null for each that was not given. */
    public List<Long> ids() {
        var ids = new ArrayList<Long>();
        FIELDS.forEach(name -> ids.add(given.get(name)));
        return ids;
    }
}
