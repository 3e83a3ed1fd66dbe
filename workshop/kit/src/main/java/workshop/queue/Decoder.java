package workshop.queue;

/**
 * Turns a delivery into a task that can be run, or refuses it with a {@link Discard}. All checks
 * come before the first byte of the body is decoded.
 */
final class Decoder {

    private final Settings settings;

    Decoder(Settings settings) {
        this.settings = settings;
    }

    /** What {@link Execution} runs: the handler, and what it is called with. */
    record Task(TaskHandler handler, Object payload, Message message) {}

    /**
     * @throws Discard when this delivery can never succeed, with the reason
     */
    Task decode(Delivery delivery) {
        requireDeliveriesLeft(delivery);
        Message message = messageOf(delivery);
        TaskHandler handler = handlerOf(message);
        Serializer serializer = serializerOf(message);
        requireGenuine(message);
        try {
            return new Task(handler, serializer.loads(message.body()), message);
        } catch (Throwable e) {
            // Bytes from anyone may end in any error, a full stack or heap included.
            throw new Discard("The body could not be decoded: " + Failures.describe(e));
        }
    }

    private void requireDeliveriesLeft(Delivery delivery) {
        if (delivery.count() > settings.maxDeliveries) {
            throw new Discard(
                    "It was delivered %s times, and no worker lived to finish it."
                            .formatted(settings.maxDeliveries));
        }
    }

    private static Message messageOf(Delivery delivery) {
        try {
            return delivery.fields().toMessage(delivery.id());
        } catch (IllegalArgumentException e) {
            throw new Discard("This is not a message. " + e.getMessage());
        }
    }

    private TaskHandler handlerOf(Message message) {
        TaskHandler handler = settings.handlers.get(message.task());
        if (handler == null) {
            throw new Discard(
                    "No handler for task \"%s\"; this worker knows %s."
                            .formatted(message.task(), settings.handlers.keySet()));
        }
        return handler;
    }

    private Serializer serializerOf(Message message) {
        Serializer serializer = settings.accepted.get(message.contentType());
        if (serializer == null) {
            throw new Discard(
                    "Refused undecoded: content type \"%s\"; this worker accepts %s."
                            .formatted(message.contentType(), settings.accepted.keySet()));
        }
        return serializer;
    }

    private void requireGenuine(Message message) {
        boolean genuine;
        try {
            genuine = settings.genuine.test(message);
        } catch (Throwable e) {
            throw new Discard(
                    "Refused undecoded: the check of its signature failed with "
                            + Failures.describe(e));
        }
        if (!genuine) {
            throw new Discard("Refused undecoded: the signature is missing or wrong.");
        }
    }
}
