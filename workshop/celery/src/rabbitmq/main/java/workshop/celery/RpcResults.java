package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.BrokerException;
import workshop.queue.Delivery;
import workshop.rabbitmq.RabbitServer;

/** Tells senders whose results come by {@code rpc://} what became of their tasks. */
final class RpcResults {

    private static final Logger LOG = LoggerFactory.getLogger(CeleryRabbitQueue.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final RabbitServer server;

    RpcResults(RabbitServer server) {
        this.server = server;
    }

    /** The sender's {@code get()} returns None. */
    void done(Delivery delivery) {
        answer(delivery, "SUCCESS", null);
    }

    /** The sender's {@code get()} raises the reason. */
    void failed(Delivery delivery, String reason) {
        var exception = new LinkedHashMap<String, Object>();
        exception.put("exc_type", "RuntimeError");
        exception.put("exc_module", "builtins");
        exception.put("exc_message", List.of(reason));
        answer(delivery, "FAILURE", exception);
    }

    /**
     * Sends a result as the backend {@code rpc://} does, which may get lost: to the queue that the
     * message names, if its name is one that Celery gives to such queues. Anyone may name any
     * queue.
     */
    private void answer(Delivery delivery, String status, Object result) {
        String to = text(delivery, AmqpMessage.REPLY_TO);
        if (!to.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                || text(delivery, "ignore_result").equals("true")) {
            return;
        }
        String id = text(delivery, AmqpMessage.CORRELATION_ID);
        var meta = new LinkedHashMap<String, Object>();
        meta.put("task_id", id);
        meta.put("status", status);
        meta.put("result", result);
        meta.put("traceback", null);
        meta.put("children", List.of());
        var properties =
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .contentEncoding("utf-8")
                        .correlationId(id)
                        .build();
        try {
            server.tell(to, properties, JSON.writeValueAsBytes(meta));
        } catch (BrokerException e) { // the task's own fate is more important
            LOG.warn("The result of task {} does not reach its sender: {}", id, e.getMessage());
        }
    }

    private static String text(Delivery delivery, String field) {
        return delivery.fields().find(field).map(it -> new String(it, UTF_8)).orElse("");
    }
}
