package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * What a class file tells before the class can do anything. A filter for the whole JVM could not be
 * taken back, and would make a better answer red, too.
 */
final class OwnStreamOnly {

    private OwnStreamOnly() {}

    static void check(Class<?> answer) {
        for (Class<?> type : answer.getNestMembers()) {
            String file = classFile(type);
            if (Stream.of("setSerialFilter", "jdk.serialFilter").anyMatch(file::contains)) {
                fail(
                        """
                        %s sets a serialization filter for the whole JVM. All code in the process \
                        would get it; it can be set only once, so whoever comes second fails; and \
                        it works only if this class happens to be loaded first. Set the filter on \
                        your stream: in.setObjectInputFilter(…).\
                        """,
                        type.getSimpleName());
            }
        }
    }

    /** A thread that was stopped is gone, so that nothing else shows how the bomb was survived. */
    static void checkThatItStopsNoThread(Class<?> answer) {
        for (Class<?> type : answer.getNestMembers()) {
            String file = classFile(type);
            if (file.contains("java/lang/Thread") && file.contains("\0\4stop")) {
                fail(
                        """
                        %s gives up on a bomb by Thread.stop. Newer versions of Java refuse it; \
                        where it works, it leaves locks and objects half done, and each bomb costs \
                        its time-out. Refuse the bomb while it is read.\
                        """,
                        type.getSimpleName());
            }
        }
    }

    static boolean mentions(Class<?> answer, String name) {
        return Stream.of(answer.getNestMembers()).anyMatch(type -> classFile(type).contains(name));
    }

    private static String classFile(Class<?> type) {
        String name = type.getName().replaceFirst(".*\\.", "") + ".class";
        try (var file = type.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
