package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;

/** Whether bytes are Java's serialized form, by their beginning. */
final class JavasBytes {

    private JavasBytes() {}

    static boolean are(byte[] body) {
        return body != null
                && body.length > 4
                && (body[0] & 0xFF) == 0xAC
                && (body[1] & 0xFF) == 0xED;
    }

    static void check(byte[] body, String what) {
        assertThat(are(body))
                .withFailMessage(
                        """
                        Your bytes for %s begin with %s, not with AC ED, as every \
                        ObjectOutputStream's do. The content type says that they are Java's \
                        serialized form, so that another program can read them: send it as it is.\
                        """,
                        what, start(body))
                .isTrue();
    }

    static String start(byte[] body) {
        return body == null || body.length == 0
                ? "nothing"
                : HexFormat.ofDelimiter(" ")
                        .withUpperCase()
                        .formatHex(body, 0, Math.min(4, body.length));
    }
}
