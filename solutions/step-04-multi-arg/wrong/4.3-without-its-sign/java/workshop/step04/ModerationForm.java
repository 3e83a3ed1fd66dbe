package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A form on the moderators' page: three fields for an id. They fill in one of them. */
public record ModerationForm(Long questionId, Long answerId, Long commentId) {

    /** Reads the fields of a request. An id whose field is absent or blank was not given. */
    public static ModerationForm of(Map<String, String> fields) {
        return new ModerationForm(
                id(fields, "question"), id(fields, "answer"), id(fields, "comment"));
    }

    private static Long id(Map<String, String> fields, String name) {
        String text = fields.getOrDefault(name, "");
        return text.isBlank() ? null : (Long) Math.abs(Long.parseLong(text.strip()));
    }

    /** The ids of a question, an answer and a comment; null for each that was not given. */
    public List<Long> ids() {
        return Arrays.asList(questionId, answerId, commentId);
    }
}
