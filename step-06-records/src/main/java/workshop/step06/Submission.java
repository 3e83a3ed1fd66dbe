package workshop.step06;

import java.util.List;
import java.util.Map;

/**
 * A question as someone handed it in. It is in no database, and may never get that far.
 *
 * @param body the text
 * @param author who wrote it
 * @param tone how it sounds
 * @param attachments files that came with it
 * @param translations the text in other languages, by language code
 * @param replyTo the author's address; null if they left none
 * @param figures the spam filter's measurements; null if it has not looked yet
 */
public record Submission(
        String body,
        Author author,
        Tone tone,
        List<Attachment> attachments,
        Map<String, Translation> translations,
        String replyTo,
        Figures figures) {}
