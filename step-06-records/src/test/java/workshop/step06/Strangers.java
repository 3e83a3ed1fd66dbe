package workshop.step06;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is neither a record nor a primitive, as a value and as the key of a map. */
final class Strangers {

    static final class Stranger {

        public int getAge() {
            return 7;
        }

        @Override
        public String toString() {
            return "a stranger";
        }
    }

    static final class Mute {

        @Override
        public String toString() {
            return "a mute";
        }
    }

    static final class Parcel implements Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            return "a parcel";
        }
    }

    /** Is like a text in every way, and none. */
    static final class Nickname implements CharSequence, Comparable<Nickname> {

        @Override
        public int length() {
            return toString().length();
        }

        @Override
        public char charAt(int index) {
            return toString().charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public int compareTo(Nickname other) {
            return 0;
        }

        @Override
        public String toString() {
            return "a nickname";
        }
    }

    /** Can be made from text, as many classes can; that its toString() is that text is no rule. */
    static final class Price {

        private final long cents;

        Price(long cents) {
            this.cents = cents;
        }

        public static Price parse(CharSequence text) {
            return valueOf(text.toString());
        }

        public static Price valueOf(String text) {
            return new Price(Long.parseLong(text));
        }

        @Override
        public String toString() {
            return "about %d euros".formatted(cents / 100);
        }
    }

    private Strangers() {}

    static void refused(Object stranger, Object holder) {
        var type = stranger.getClass().getSimpleName();
        Object made;
        try {
            made = Deflater.deflate(new SomeClass(holder, null)).get("foo");
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A record that holds a %s", type);
            Check.that(
                    refusal instanceof IllegalArgumentException,
                    """
                    A record that holds a %s was refused with %s. The Javadoc of deflate promises \
                    an IllegalArgumentException.\
                    """,
                    type,
                    Refused.said(refusal));
            Check.that(
                    Refused.said(refusal).matches("(?s).*\\b(%s|foo|who)\\b.*".formatted(type)),
                    """
                    A record whose foo holds a %s was refused with %s. Whoever reads that wants to \
                    know what to look for: name its class, or the component.\
                    """,
                    type,
                    Refused.said(refusal));
            return;
        }
        throw new AssertionError(
                """
                A record whose foo holds %s, of a class that is neither a record nor a primitive, \
                was let through: foo became %s. %s Throw an IllegalArgumentException instead.\
                """
                        .formatted(stranger, Journey.show(made), whatItMeans(made)));
    }

    private static String whatItMeans(Object made) {
        if (made instanceof String) {
            return "No one will know that this text was something else.";
        }
        if (isNothing(made)) {
            return "What was there is lost, and no one hears of it.";
        }
        if (Journey.firstForeigner("", made) != null) {
            return "JSON has no form for it and refuses it later, where no one knows whose it was.";
        }
        return "No one can make it again from that, and more may travel than you meant to send.";
    }

    private static boolean isNothing(Object made) {
        return made == null
                || made instanceof List<?> list && list.stream().allMatch(Strangers::isNothing)
                || made instanceof Map<?, ?> map
                        && map.values().stream().allMatch(Strangers::isNothing);
    }

    /** A map in which the key that is not text comes last. */
    static Map<Object, Object> afterText(Object key) {
        var map = new LinkedHashMap<Object, Object>();
        map.put("1", "text");
        map.put(key, "number");
        return map;
    }

    static void keyRefused(Map<?, ?> map) {
        var key = notText(map);
        var type = key == null ? "null" : "of the type " + key.getClass().getSimpleName();
        Object made;
        try {
            made = Deflater.deflate(new SomeClass(map, null)).get("foo");
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A map with a key %s", type);
            Check.that(
                    key == null || refusal.getMessage() != null,
                    "A map with the key %s (%s) was refused with a bare %s: say what was refused.",
                    key,
                    type,
                    Refused.said(refusal));
            return;
        }
        Check.that(
                key == Tone.HEATED
                        && made instanceof Map<?, ?> byName
                        && byName.keySet().equals(Set.of("HEATED")),
                """
                %s, with a key %s, became %s. %s Refuse keys that are not text.\
                """,
                Journey.exactly(map),
                type,
                Journey.exactly(made),
                whatBecameOfTheKey(made));
    }

    private static Object notText(Map<?, ?> map) {
        for (var key : map.keySet()) {
            if (!(key instanceof String)) {
                return key;
            }
        }
        throw new IllegalArgumentException("All keys are text: " + map);
    }

    private static String whatBecameOfTheKey(Object made) {
        if (!(made instanceof Map<?, ?> seen)) {
            return "That is no map any more.";
        }
        if (!seen.keySet().stream().allMatch(String.class::isInstance)) {
            return "JSON has no such keys, and refuses them later, where no one knows whose they"
                    + " were.";
        }
        if (seen.isEmpty()) {
            return "What was there is lost, and no one hears of it.";
        }
        return "As text, the keys 1 and \"1\" are the same, and an enum's label may be reworded.";
    }
}
