package workshop.step01;

import java.util.List;
import workshop.grading.FieldsOfOneCall;

/** Whether a serializer counts a message's parts in fields, which all threads share. */
final class Counting {

    static final String WORDS =
            """
            After a draft was read, after a text, and after the draft again, a field of your \
            serializer held what belongs to that message: %s. Worker threads share the \
            serializer: two that read at once count in one field, and an honest draft is refused. \
            Count in the filter of each stream, from the numbers that it is given.\
            """;

    private Counting() {}

    static List<String> inFields(Class<? extends NativeSerializer> type)
            throws ReflectiveOperationException {
        OwnStreamOnly.check(type);
        var serializer = type.getDeclaredConstructor().newInstance();
        byte[] draft = Native.bytes(new Draft("Ada", "sky", List.of("a tag")));
        byte[] text = Native.bytes("only a text");
        return FieldsOfOneCall.of(
                serializer, () -> read(serializer, draft), () -> read(serializer, text));
    }

    private static void read(NativeSerializer serializer, byte[] bytes) {
        try {
            serializer.loads(bytes);
        } catch (Exception refused) {
            Reading.throwTodo(refused); // another test tells of the rest
        }
    }
}
