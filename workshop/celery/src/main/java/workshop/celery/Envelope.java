package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
        envelope.set("headers", JSON.valueToTree(CeleryHeaders.of(message, id)));
        var properties = envelope.putObject("properties");
        properties.put("correlation_id", id).put("delivery_mode", 2);
        properties.put("priority", CeleryHeaders.priority(message));
        properties.put("body_encoding", "base64").put("delivery_tag", UUID.randomUUID().toString());
        // Where a Celery worker puts the message back, and sends a retry: the name of the queue,
        // not of a list, since kombu adds its prefix and the priority itself.
        properties.putObject("delivery_info").put("exchange", "").put("routing_key", queue);
        return JSON.writeValueAsBytes(envelope);
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
        if (celerys.hasNonNull(CeleryHeaders.COMPRESSION)) {
            throw BodyEncoding.compressed(celerys.get(CeleryHeaders.COMPRESSION).toString());
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
            BodyEncoding.requireUtf8(contentType, encoding.asString(""), encoding.toString());
        }
        return new Message(id, task, contentType, headers, body(root));
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
