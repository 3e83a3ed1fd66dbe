package workshop.channels;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Django's {@code CHANNEL_LAYERS} is configured: both sides must agree.
 *
 * @param prefix of every key, {@code prefix}
 * @param expiry how long a message waits before it may be dropped, {@code expiry}; whole seconds
 * @param groupExpiry how long a channel stays in a group, {@code group_expiry}; whole seconds
 * @param capacity how many messages wait in one channel at most, {@code capacity}
 * @param channelCapacity the same for the channels whose names match a pattern, {@code
 *     channel_capacity}; the first one that matches counts
 */
public record Layer(
        String prefix,
        Duration expiry,
        Duration groupExpiry,
        int capacity,
        Map<String, Integer> channelCapacity) {

    /** What {@code channels_redis} does when it is told nothing. */
    public static final Layer DEFAULT =
            new Layer("asgi", Duration.ofSeconds(60), Duration.ofDays(1), 100, Map.of());

    private static final int LONGEST_NAME = 99;
    private static final Pattern CHANNEL = Pattern.compile("[a-zA-Z\\d\\-_.]+(![\\w\\-.]*)?");
    private static final Pattern GROUP = Pattern.compile("[a-zA-Z\\d\\-_.]+");

    /** A set that does not end is none: its bracket stands for itself. */
    private static final Pattern PART_OF_GLOB =
            Pattern.compile("\\[(!?+)(\\]?+[^\\]]*+)\\]|.", Pattern.DOTALL);

    private static final int NEGATION = 1;
    private static final int SET = 2;

    /**
     * @throws IllegalArgumentException when a message could not wait at all
     */
    public Layer {
        channelCapacity = Collections.unmodifiableMap(new LinkedHashMap<>(channelCapacity));
        int least = channelCapacity.values().stream().reduce(capacity, Math::min);
        if (expiry.toSeconds() < 1 || groupExpiry.toSeconds() < 1 || least < 1) {
            throw new IllegalArgumentException(
                    "In such a layer no message arrives: expiry %s, group expiry %s, capacity %s."
                            .formatted(expiry, groupExpiry, least));
        }
    }

    /** The same with this prefix. */
    public Layer withPrefix(String other) {
        return new Layer(other, expiry, groupExpiry, capacity, channelCapacity);
    }

    /** The same with this expiry of messages. */
    public Layer withExpiry(Duration other) {
        return new Layer(prefix, other, groupExpiry, capacity, channelCapacity);
    }

    /** The same with this capacity. */
    public Layer withCapacity(int other) {
        return new Layer(prefix, expiry, groupExpiry, other, channelCapacity);
    }

    /**
     * The same with a capacity for the channels whose names match; patterns that were added before
     * come first.
     *
     * @param pattern as Python's fnmatch reads it: {@code *}, {@code ?}, {@code [a-z]}, {@code
     *     [!a-z]}
     */
    public Layer withChannelCapacity(String pattern, int other) {
        var all = new LinkedHashMap<>(channelCapacity);
        all.put(pattern, other);
        return new Layer(prefix, expiry, groupExpiry, capacity, all);
    }

    int capacityOf(String channel) {
        return channelCapacity.entrySet().stream()
                .filter(each -> glob(each.getKey()).matcher(channel).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(capacity);
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(
                PART_OF_GLOB
                        .matcher(pattern)
                        .replaceAll(part -> Matcher.quoteReplacement(regex(part))));
    }

    private static String regex(MatchResult part) {
        if (part.group(SET) != null) {
            String negation = part.group(NEGATION).isEmpty() ? "" : "^";
            return "[" + negation + part.group(SET).replaceAll("[\\\\\\[\\]^&]", "\\\\$0") + "]";
        }
        return switch (part.group()) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(part.group());
        };
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
                                    + " \".\", at most %s of them.")
                            .formatted(what, name, LONGEST_NAME));
        }
    }
}
