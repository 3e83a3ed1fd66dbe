package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * Refuses an answer that sets a filter for the whole JVM. It looks into the class file, and so
 * before the class can do that: such a filter could not be taken back, and would make a better
 * answer red, too.
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

    private static String classFile(Class<?> type) {
        String name = type.getName().replaceFirst(".*\\.", "") + ".class";
        try (var file = type.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
