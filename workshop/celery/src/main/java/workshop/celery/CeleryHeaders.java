package workshop.celery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workshop.queue.Message;

/** The headers of a task: what Celery writes and reads there, and what a sender may set. */
final class CeleryHeaders {

    /** The header "not before", which a sender may set: a moment in ISO 8601. */
    static final String ETA = "eta";

    /** The header "not after", in the same form. */
    static final String EXPIRES = "expires";

    static final String COMPRESSION = "compression";

    /** The header "how urgent", from 0, the most urgent, to 9. */
    static final String PRIORITY = "priority";

    private static final String ID = "id";

    /**
     * Headers that Celery itself reads, and not as text; and the names of what a task's request has
     * besides, since Celery sets every header as an attribute there. A header of ours must not be
     * mistaken for one of them.
     */
    private static final Set<String> CELERYS_OWN =
            Set.of(
                    """
                    args argsrepr as_execution_options callbacks called_directly chain children
                    chord clear compression correlation_id delivery_info errbacks get group
                    group_index headers hostname id ignore_result is_eager kwargs kwargsrepr lang
                    logfile loglevel meth origin parent_id properties redelivered
                    replaced_task_nesting reply_to retries root_id shadow stamped_headers stamps
                    taskset timelimit update utc\
                    """
                            .split("\\s+"));

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    /**
     * Always six digits of a second: Celery 5.2 reads ".5" as five microseconds, and throws away a
     * message whose moment has nine.
     */
    private static final DateTimeFormatter CELERYS_MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private CeleryHeaders() {}

    /**
     * The headers of a message as Celery expects them, on whichever broker.
     *
     * @throws IllegalArgumentException when one has the name of one of Celery's own, or should be a
     *     moment and is not
     */
    static Map<String, Object> of(Message message, String id) {
        message.headers().keySet().forEach(CeleryHeaders::requireFree);
        var headers = new LinkedHashMap<String, Object>(message.headers());
        headers.remove(PRIORITY);
        for (String header : List.of(ETA, EXPIRES)) {
            moment(message, header)
                    .ifPresent(moment -> headers.put(header, CELERYS_MOMENT.format(moment)));
        }
        headers.put("lang", "java");
        headers.put("task", message.task());
        headers.put(ID, id);
        headers.put("root_id", id);
        headers.put("parent_id", null);
        headers.put("group", null);
        headers.put("retries", 0);
        return headers;
    }

    /**
     * The priority in a message's header; 0, the most urgent, without one.
     *
     * @throws IllegalArgumentException when it is not a digit
     */
    static int priority(Message message) {
        String text = message.headers().getOrDefault(PRIORITY, "0");
        if (!text.matches("[0-9]")) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is a number from 0 to 9, and not \"%s\"."
                            .formatted(PRIORITY, text));
        }
        return text.charAt(0) - '0';
    }

    private static void requireFree(String header) {
        if (CELERYS_OWN.contains(header) || header.startsWith("_")) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is Celery's own: choose another name.".formatted(header));
        }
    }

    /**
     * The moment in a header. Without an offset it is in UTC, which is Celery's default.
     *
     * @throws IllegalArgumentException when it is not a moment
     */
    static Optional<Instant> moment(Message message, String header) {
        String text = message.headers().get(header);
        if (text == null) {
            return Optional.empty();
        }
        Instant moment;
        try {
            var parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from);
            moment =
                    parsed instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is not a moment in ISO 8601: \"%s\"."
                            .formatted(header, text),
                    e);
        }
        int year = moment.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is in the year %s; Python knows the years %s to %s."
                            .formatted(header, year, FIRST_YEAR, LAST_YEAR));
        }
        return Optional.of(moment);
    }
}
