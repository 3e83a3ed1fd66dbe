package workshop.step01;

import java.util.stream.Stream;

/** A second look, when the worker cannot read what was sent: at the first of its bytes. */
final class Unreadable {

    private Unreadable() {}

    static String why(NativeSerializer serializer) {
        byte[] body;
        try {
            body = serializer.dumps(Native.DRAFT);
        } catch (Exception e) {
            return "";
        }
        if (body == null || body.length == 0) {
            return "Your dumps returned no bytes. Does something keep them in a buffer?";
        }
        if (JavasBytes.are(body)) {
            return whatLoadsDoes(serializer, body);
        }
        return "Your bytes begin with %s, not with AC ED, as those of every ObjectOutputStream do. "
                        .formatted(JavasBytes.start(body))
                + (JavasBytes.are(firstOfANewOne())
                        ? "Only the first message of a new serializer does: a stream writes that"
                                + " once, when it is made. Make one for each message."
                        : JavasBytes.start(body).startsWith("EF BF BD")
                                ? "EF BF BD stands for a byte that is no text: do they go through a"
                                        + " String? Send them as they are."
                                : "Write the object itself, in Java's serialized form.");
    }

    private static String whatLoadsDoes(NativeSerializer serializer, byte[] body) {
        try {
            Native.trusting().loads(body);
        } catch (Exception e) {
            return "";
        }
        try {
            serializer.loads(body);
            return "";
        } catch (Exception e) {
            return "Any other ObjectInputStream reads these bytes: it is your loads that fails%s.%s"
                    .formatted(
                            Stream.of(e.getStackTrace())
                                    .filter(Unreadable::isOfTheSerializer)
                                    .findFirst()
                                    .map(frame -> ", in line " + frame.getLineNumber())
                                    .orElse(""),
                            "Stream closed".equals(e.getMessage())
                                    ? " There its stream is closed already: a try closes it at the"
                                            + " end of its block, so read inside."
                                    : "");
        }
    }

    private static boolean isOfTheSerializer(StackTraceElement frame) {
        return frame.getClassName().equals(NativeSerializer.class.getName());
    }

    private static byte[] firstOfANewOne() {
        try {
            return new NativeSerializer().dumps(Native.DRAFT);
        } catch (Exception e) {
            return new byte[0];
        }
    }
}
