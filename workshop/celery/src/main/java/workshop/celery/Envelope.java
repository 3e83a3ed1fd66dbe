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

    private static final String ID = "id";

    /**
     * Headers that Celery itself reads, and not as text. A header of ours must not be mistaken for
     * one of them.
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
     * A message as Celery expects it, for that list.
     *
     * @throws IllegalArgumentException when a header has the name of one of Celery's own, or should
     *     be a moment and is not
     */
    static byte[] write(Message message, String id, String list) {
        var headers = JSON.createObjectNode();
        message.headers().keySet().forEach(Envelope::requireFree);
        message.headers().forEach(headers::put);
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
        // The routing key is where a Celery worker puts a message back.
        properties.putObject("delivery_info").put("exchange", "").put("routing_key", list);
        return JSON.writeValueAsBytes(envelope);
    }

    private static void requireFree(String header) {
        if (CELERYS_OWN.contains(header)) {
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
     * The moment in a header. Without an offset it is in UTC, which is Celery's default.
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
                    "Its body is encoded as %s; only base64 can be read.".formatted(encoding));
        }
        return Base64.getDecoder().decode(body); // its IllegalArgumentException says what is wrong
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"%s\" is missing, or not text.".formatted(name));
        }
        return value.stringValue();
    }
}
