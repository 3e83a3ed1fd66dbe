package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form on the moderators' page: three fields for an id. They fill in one of them. */
public record ModerationForm(
        Optional<Long> questionId, Optional<Long> answerId, Optional<Long> commentId) {

    /** Reads the fields of a request. An id whose field is absent or blank was not given. */
    public static ModerationForm of(Map<String, String> fields) {
        return new ModerationForm(
                id(fields, "question"), id(fields, "answer"), id(fields, "comment"));
    }

    private static Optional<Long> id(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf);
    }

    /** The ids of a question, an answer and a comment; null for each that was not given. */
    public List<Long> ids() {
        return Arrays.asList(
                questionId.orElse(null), answerId.orElse(null), commentId.orElse(null));
    }
}
