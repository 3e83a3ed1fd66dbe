package workshop.channels;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How Django's {@code CHANNEL_LAYERS} is configured: both sides must agree.
 *
 * @param prefix of every key, {@code prefix}
 * @param expiry how long a message waits before it may be dropped, {@code expiry}; whole seconds
 * @param groupExpiry how long a channel stays in a group, {@code group_expiry}; whole seconds
 * @param capacity how many messages wait in one channel at most, {@code capacity}
 */
public record Layer(String prefix, Duration expiry, Duration groupExpiry, int capacity) {

    /** What {@code channels_redis} does when it is told nothing. */
    public static final Layer DEFAULT =
            new Layer("asgi", Duration.ofSeconds(60), Duration.ofDays(1), 100);

    private static final int LONGEST_NAME = 99;
    private static final Pattern CHANNEL = Pattern.compile("[a-zA-Z\\d\\-_.]+(![\\w\\-.]*)?");
    private static final Pattern GROUP = Pattern.compile("[a-zA-Z\\d\\-_.]+");

    /**
     * @throws IllegalArgumentException when a message could not wait at all
     */
    public Layer {
        if (expiry.toSeconds() < 1 || groupExpiry.toSeconds() < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "In such a layer no message arrives: expiry %s, group expiry %s, capacity %d."
                            .formatted(expiry, groupExpiry, capacity));
        }
    }

    /** The same with this prefix. */
    public Layer withPrefix(String other) {
        return new Layer(other, expiry, groupExpiry, capacity);
    }

    /** The same with this expiry of messages. */
    public Layer withExpiry(Duration other) {
        return new Layer(prefix, other, groupExpiry, capacity);
    }

    /** The same with this capacity. */
    public Layer withCapacity(int other) {
        return new Layer(prefix, expiry, groupExpiry, other);
    }

    /** A channel of one process, {@code specific.…!…}, shares the key of that process. */
    String keyOf(String channel) {
        require(CHANNEL, "channel", channel);
        int end = channel.indexOf('!') + 1;
        return prefix + (end == 0 ? channel : channel.substring(0, end));
    }

    String keyOfGroup(String group) {
        require(GROUP, "group", group);
        return prefix + ":group:" + group;
    }

    private static void require(Pattern valid, String what, String name) {
        if (name.length() > LONGEST_NAME || !valid.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    ("Django accepts no %s named \"%s\": only letters, digits, \"-\", \"_\" and"
                                    + " \".\", at most %d of them.")
                            .formatted(what, name, LONGEST_NAME));
        }
    }
}
