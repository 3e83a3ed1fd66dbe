package workshop.step06;

import java.util.List;
import java.util.Map;

/**
 * A question as somebody handed it in. It is in no database: it may never get that far.
 *
 * @param body the text
 * @param author who wrote it
 * @param tone how it sounds
 * @param attachments files that came with it
 * @param translations the text in other languages, by the language's code
 * @param replyTo where to write to; null when the author left none
 * @param figures what the spam filter measured; null when it did not look yet
 */
public record Submission(
        String body,
        Author author,
        Tone tone,
        List<Attachment> attachments,
        Map<String, Translation> translations,
        String replyTo,
        Figures figures) {}
