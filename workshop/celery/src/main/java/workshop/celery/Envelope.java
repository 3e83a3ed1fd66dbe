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
import java.util.List;
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
 * What kombu puts on a list of Redis for one task: a JSON object with headers, properties and the
 * body in base64.
 *
 * <p>A Celery worker does not check it. Where a field is missing it stops with a stack trace, and
 * the next one takes the same message, or the message is lost. So {@link #write} leaves nothing
 * out, and {@link #read} takes nothing for granted.
 */
final class Envelope {

    /** "Not before": what a sender may ask for, as text in ISO 8601. */
    static final String ETA = "eta";

    /** "Not after". */
    static final String EXPIRES = "expires";

    private static final String ID = "id";

    /**
     * Headers that Celery itself reads, as something else than text. Ours must not pass for one of
     * them.
     */
    private static final Set<String> CELERYS_OWN =
            Set.of(
                    "lang",
                    ID,
                    "root_id",
                    "parent_id",
                    "group",
                    "group_index",
                    "shadow",
                    "meth",
                    "retries",
                    "timelimit",
                    "ignore_result",
                    "compression",
                    "origin",
                    "argsrepr",
                    "kwargsrepr",
                    "replaced_task_nesting",
                    "stamps",
                    "stamped_headers",
                    "redelivered");

    /**
     * Six digits of a second, always: Celery 5.2 reads ".5" as five microseconds, and throws away
     * what has nine.
     */
    private static final DateTimeFormatter CELERYS_MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Envelope() {}

    /**
     * A message as Celery wants it, for that list.
     *
     * @throws IllegalArgumentException when one of its headers would be taken for one of Celery's
     *     own, or should be a moment and is none
     */
    static byte[] write(Message message, String id, String list) {
        var headers = JSON.createObjectNode();
        message.headers()
                .forEach(
                        (name, value) -> {
                            if (CELERYS_OWN.contains(name)) {
                                throw new IllegalArgumentException(
                                        "The header \"%s\" is Celery's own: choose another name."
                                                .formatted(name));
                            }
                            headers.put(name, value);
                        });
        for (String header : List.of(ETA, EXPIRES)) {
            moment(message, header)
                    .ifPresent(moment -> headers.put(header, CELERYS_MOMENT.format(moment)));
        }
        headers.put("lang", "java")
                .put("task", message.task())
                .put(ID, id)
                .put("root_id", id)
                .putNull("parent_id")
                .putNull("group")
                .put("retries", 0);

        var envelope = JSON.createObjectNode();
        envelope.put("body", Base64.getEncoder().encodeToString(message.body()));
        envelope.put("content-type", message.contentType());
        envelope.put("content-encoding", "utf-8");
        envelope.set("headers", headers);
        var properties = envelope.putObject("properties");
        properties.put("correlation_id", id).put("delivery_mode", 2).put("priority", 0);
        properties.put("body_encoding", "base64").put("delivery_tag", UUID.randomUUID().toString());
        properties
                .putObject("delivery_info")
                .put("exchange", "")
                .put("routing_key", list); // where a Celery worker puts it back
        return JSON.writeValueAsBytes(envelope);
    }

    /**
     * The message in an envelope. Its headers are Celery's: text as it is, everything else as JSON,
     * what is null is left out.
     *
     * @throws IllegalArgumentException when there is none, with the reason
     */
    static Message read(String id, byte[] envelope) {
        JsonNode root = parse(envelope);
        JsonNode celerys = root.path("headers");
        if (!celerys.path("compression").isMissingNode()) {
            throw new IllegalArgumentException(
                    "Its body is compressed: %s.".formatted(celerys.get("compression")));
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
        return new Message(id, task, text(root, "content-type"), headers, body(root));
    }

    /**
     * The moment that a header names. Without an offset it is in UTC, which is Celery's default.
     *
     * @throws IllegalArgumentException when it is not a moment
     */
    static Optional<Instant> moment(Message message, String header) {
        String text = message.headers().get(header);
        if (text == null) {
            return Optional.empty();
        }
        try {
            var parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof OffsetDateTime moment
                            ? moment.toInstant()
                            : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The header \"%s\" is not a moment in ISO 8601: \"%s\"."
                            .formatted(header, text),
                    e);
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
                    "Its body is encoded as %s, and only base64 is known.".formatted(encoding));
        }
        return Base64.getDecoder().decode(body); // its IllegalArgumentException says what is wrong
    }

    private static String text(JsonNode object, String name) {
        return object.path(name)
                .stringValueOpt()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is missing, or not text.".formatted(name)));
    }
}
