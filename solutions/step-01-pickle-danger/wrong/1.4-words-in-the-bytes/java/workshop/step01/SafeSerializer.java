package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InvalidClassException;

public final class SafeSerializer extends NativeSerializer {

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        String text = new String(body, ISO_8859_1);
        if (text.contains("HashSet") || text.contains("library") || text.contains("evil")) {
            throw new InvalidClassException("not a draft");
        }
        return super.loads(body);
    }
}
