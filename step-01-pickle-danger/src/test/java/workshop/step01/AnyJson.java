package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Shown.brief;
import static workshop.step01.Shown.shown;
import static workshop.step01.Shown.written;

import java.util.Arrays;
import workshop.queue.JsonSerializer;

/** Whether what a StrictJson writes is JSON for any reader, and whether it reads any writer's. */
final class AnyJson {

    private static final JsonSerializer KIT = new JsonSerializer();

    private AnyJson() {}

    static void check(StrictJson json, Object sent, byte[] body, String what) {
        String read = read(sent, () -> KIT.loads(body));
        assertThat(read)
                .withFailMessage(
                        """
                        Your dumps wrote %s as %s. Another reader of JSON %s: the content type \
                        promises JSON, as it is.\
                        """,
                        what, written(body), read)
                .isEmpty();
        byte[] kits = KIT.dumps(sent);
        String readHere = Arrays.equals(kits, body) ? "" : read(sent, () -> json.loads(kits));
        assertThat(readHere)
                .withFailMessage(
                        "Another writer of JSON wrote %s as %s. Your loads %s.",
                        what, written(kits), readHere)
                .isEmpty();
    }

    private interface Reader {

        Object read() throws Exception;
    }

    /** What is wrong with what was read; empty when it is what was sent. */
    private static String read(Object sent, Reader reader) {
        Object read;
        try {
            read = reader.read();
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception | StackOverflowError e) {
            return "could not read that: " + brief(e.toString());
        }
        return StrictJsonTest.same(sent, read) ? "" : "makes %s of it".formatted(shown(read));
    }
}
