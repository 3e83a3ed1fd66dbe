package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;

public final class Attack {

    private Attack() {}

    public static byte[] forge() {
        return "{\"@class\": \"workshop.step01.library.StartUp\"}".getBytes(UTF_8);
    }
}
