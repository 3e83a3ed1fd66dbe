package workshop.channels;

/** Nothing was sent: as many messages wait in the channel as it may hold. */
public final class ChannelFullException extends RuntimeException {

    ChannelFullException(String channel, int capacity) {
        super(
                "Channel \"%s\" is full: %s messages wait there. Nothing was sent."
                        .formatted(channel, capacity));
    }
}
