package workshop.step01;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workshop.grading.FieldsOfOneCall;

/** Whether a serializer counts a message's parts in fields, which all threads share. */
final class Counting {

    static final String WORDS =
            """
            After a draft with one tag, after a list of two drafts, and after the first one again, \
            a field of your serializer held what belongs to that message: %s. Worker threads share the \
            serializer: two that read at once count in one field, and an honest draft is refused. \
            Count in the filter of each stream, from the numbers that it is given.\
            """;

    private Counting() {}

    static List<String> inFields(Class<? extends NativeSerializer> type)
            throws ReflectiveOperationException {
        OwnStreamOnly.check(type);
        var serializer = type.getDeclaredConstructor().newInstance();
        byte[] small = Native.bytes(new Draft("Ada", "sky", List.of("a tag")));
        var tags = IntStream.range(0, 20).mapToObj("tag %d"::formatted).toList();
        var two = List.of(new Draft("Grace", "sea", tags), new Draft("Joan", "sun", List.of()));
        byte[] large = Native.bytes(new ArrayList<>(two));
        return FieldsOfOneCall.of(
                serializer, () -> read(serializer, small), () -> read(serializer, large));
    }

    private static void read(NativeSerializer serializer, byte[] bytes) {
        try {
            serializer.loads(bytes);
        } catch (Exception refused) {
            Reading.throwTodo(refused); // another test tells of the rest
        }
    }
}
