package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.Message;

/**
 * What kombu puts on a Redis list for one task: a JSON object with headers, properties and the body
 * in base64.
 *
 * <p>A Celery worker does not check it. When a field is missing, the worker stops with a stack
 * trace, and either the next worker takes the same message or the message is lost. So {@link
 * #write} leaves nothing out, and {@link #read} assumes nothing.
 */
final class Envelope {

    /** The header "not before", which a sender may set: a moment in ISO 8601. */
    static final String ETA = "eta";

    /** The header "not after", in the same form. */
    static final String EXPIRES = "expires";

    static final String COMPRESSION = "compression";

    private static final String ID = "id";

    /** The header "how urgent", from 0, the most urgent, to 9. */
    static final String PRIORITY = "priority";

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

    /**
     * The encodings that leave JSON as Jackson reads it; "binary" means that kombu decodes nothing.
     */
    private static final Set<String> UTF_8_NAMES =
            Set.of("utf-8", "utf8", "us-ascii", "ascii", "binary");

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    /**
     * Always six digits of a second: Celery 5.2 reads ".5" as five microseconds, and throws away a
     * message whose moment has nine.
     */
    private static final DateTimeFormatter CELERYS_MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Envelope() {}

    /**
     * A message as Celery expects it, for that queue.
     *
     * @throws IllegalArgumentException when a header has the name of one of Celery's own, or should
     *     be a moment and is not
     */
    static byte[] write(Message message, String id, String queue) {
        var envelope = JSON.createObjectNode();
        envelope.put("body", Base64.getEncoder().encodeToString(message.body()));
        envelope.put("content-type", message.contentType());
        envelope.put("content-encoding", "utf-8");
        envelope.set("headers", JSON.valueToTree(headers(message, id)));
        var properties = envelope.putObject("properties");
        properties.put("correlation_id", id).put("delivery_mode", 2);
        properties.put("priority", priority(message));
        properties.put("body_encoding", "base64").put("delivery_tag", UUID.randomUUID().toString());
        // Where a Celery worker puts the message back, and sends a retry: the name of the queue,
        // not of a list, since kombu adds its prefix and the priority itself.
        properties.putObject("delivery_info").put("exchange", "").put("routing_key", queue);
        return JSON.writeValueAsBytes(envelope);
    }

    /**
     * The headers of a message as Celery expects them, on whichever broker.
     *
     * @throws IllegalArgumentException when one has the name of one of Celery's own, or should be a
     *     moment and is not
     */
    static Map<String, Object> headers(Message message, String id) {
        message.headers().keySet().forEach(Envelope::requireFree);
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
     * The message in an envelope. Its headers are Celery's: text stays as it is, everything else
     * becomes JSON, and null is left out.
     *
     * @throws IllegalArgumentException when it holds no message, with the reason
     */
    static Message read(String id, byte[] envelope) {
        JsonNode root = parse(envelope);
        JsonNode celerys = root.path("headers");
        if (celerys.hasNonNull(COMPRESSION)) {
            throw compressed(celerys.get(COMPRESSION).toString());
        }
        String task = text(celerys, "task");
        var headers = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> header : celerys.properties()) {
            JsonNode value = header.getValue();
            if (!value.isNull() && !header.getKey().equals("task")) {
                headers.put(
                        header.getKey(), value.isString() ? value.stringValue() : value.toString());
            }
        }
        String contentType = text(root, "content-type");
        JsonNode encoding = root.path("content-encoding");
        if (!encoding.isMissingNode() && !encoding.isNull()) {
            requireUtf8(contentType, encoding.asString(""), encoding.toString());
        }
        return new Message(id, task, contentType, headers, body(root));
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

    static IllegalArgumentException compressed(String how) {
        return new IllegalArgumentException("Its body is compressed: %s.".formatted(how));
    }

    /** JSON in another encoding would be read as something else. Other formats are not text. */
    static void requireUtf8(String contentType, String encoding, String asItCame) {
        if (contentType.equals("application/json")
                && !UTF_8_NAMES.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Its body is JSON in %s; only utf-8 can be read.".formatted(asItCame));
        }
    }

    private static JsonNode parse(byte[] envelope) {
        try {
            return JSON.readTree(envelope);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("It is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] body(JsonNode root) {
        String body = text(root, "body");
        JsonNode encoding = root.path("properties").path("body_encoding");
        if (encoding.isMissingNode() || encoding.isNull()) {
            return body.getBytes(UTF_8);
        }
        if (!encoding.asString("").equals("base64")) {
            throw new IllegalArgumentException(
                    "Its body is encoded as %s; only base64 can be read.".formatted(encoding));
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Its body is not base64: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"%s\" is missing, or not text.".formatted(name));
        }
        return value.stringValue();
    }
}
