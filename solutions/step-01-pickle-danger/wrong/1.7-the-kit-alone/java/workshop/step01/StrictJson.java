package workshop.step01;

import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

public final class StrictJson implements Serializer {

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] dumps(Object payload) {
        return new JsonSerializer().dumps(payload);
    }

    @Override
    public Object loads(byte[] body) {
        return new JsonSerializer().loads(body);
    }
}
