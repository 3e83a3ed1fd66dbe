package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Stream entries that no honest sender would write, the same ones for the same seed. */
final class HostileEntries {

    private static final List<byte[]> JSON =
            utf8(
                    "null",
                    "-7",
                    "1e400",
                    "\"text\"",
                    "[1,[2,{}]]",
                    "{\"a\":1,\"a\":2}",
                    "{\"@class\":\"java.lang.Object\"}");
    private static final List<byte[]> BROKEN_JSON =
            utf8(
                    "",
                    "[",
                    "nul",
                    "{\"a\":}",
                    "1 2",
                    "NaN",
                    "\"\\ud800\"",
                    "\"\0\"",
                    "\uFEFF1",
                    "9".repeat(2_000),
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000));
    private static final List<byte[]> JAVA_OBJECTS =
            Stream.of(
                            "text",
                            7L,
                            List.of(1, 2),
                            new HashMap<>(Map.of("a", 1)),
                            new HashSet<>(List.of("b")),
                            new int[9])
                    .map(Native::write)
                    .toList();

    private final Random random;

    HostileEntries(long seed) {
        random = new Random(seed);
    }

    /** That many entries, each a list of name, value, name, value … */
    List<List<byte[]>> next(int count) {
        return Stream.generate(this::entry).limit(count).toList();
    }

    private List<byte[]> entry() {
        var pairs = new ArrayList<List<byte[]>>();
        switch (random.nextInt(100)) {
            case 0 -> addNoise(pairs, 3_000 + random.nextInt(6_000), 6);
            case 1 -> addMessage(pairs, tooLarge());
            case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 ->
                    addNoise(pairs, 1 + random.nextInt(8), 200);
            default -> {
                addMessage(pairs, body());
                disturb(pairs);
            }
        }
        Collections.shuffle(pairs, random);
        return pairs.stream().flatMap(List::stream).toList();
    }

    private void addMessage(List<List<byte[]>> pairs, byte[] body) {
        pairs.add(List.of(bytes(Fields.TASK), mostly("greet", "", " ", "greet\0")));
        byte[] type =
                random.nextBoolean()
                        ? mostly("application/json", "", "text/plain")
                        : bytes(Native.TYPE);
        pairs.add(List.of(bytes(Fields.CONTENT_TYPE), type));
        pairs.add(List.of(bytes(Fields.BODY), body));
    }

    /** Removes a field, doubles one, adds strange headers, or leaves the message as it is. */
    private void disturb(List<List<byte[]>> pairs) {
        switch (random.nextInt(5)) {
            case 0 -> pairs.remove(random.nextInt(pairs.size()));
            case 1 -> pairs.add(pairs.get(random.nextInt(pairs.size())));
            case 2 -> addNoise(pairs, 1 + random.nextInt(3), 30);
            default -> {}
        }
    }

    private void addNoise(List<List<byte[]>> pairs, int count, int longest) {
        for (int i = 0; i < count; i++) {
            pairs.add(List.of(noise(longest / 4), noise(longest)));
        }
    }

    private byte[] tooLarge() {
        return new byte[Message.MAX_BODY + 1 + random.nextInt(Message.MAX_BODY)];
    }

    private byte[] body() {
        return switch (random.nextInt(5)) {
            case 0 -> one(JSON);
            case 1 -> one(BROKEN_JSON);
            case 2 -> cutOrPadded(one(JAVA_OBJECTS));
            case 3 -> withOneByteChanged(one(JAVA_OBJECTS));
            default -> noise(300);
        };
    }

    private byte[] cutOrPadded(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(60));
    }

    private byte[] withOneByteChanged(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        return copy;
    }

    private byte[] mostly(String usual, String... rare) {
        return random.nextInt(10) > 0
                ? bytes(usual)
                : random.nextBoolean() ? bytes(rare[random.nextInt(rare.length)]) : noise(20);
    }

    private byte[] noise(int longest) {
        byte[] bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] one(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<byte[]> utf8(String... texts) {
        return Stream.of(texts).map(HostileEntries::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
