package workshop.step01;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

/** The kit's JSON, with every text in one form of Unicode: moderators search by it. */
final class ComposedJson implements Serializer {

    private final Serializer json = new JsonSerializer();

    @Override
    public String contentType() {
        return json.contentType();
    }

    @Override
    public byte[] dumps(Object payload) throws java.io.IOException {
        return json.dumps(composed(payload));
    }

    @Override
    public Object loads(byte[] body) throws java.io.IOException, ClassNotFoundException {
        return json.loads(body);
    }

    private static Object composed(Object value) {
        if (value instanceof String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(ComposedJson::composed)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, item) -> copy.put(key, composed(item)));
            return copy;
        }
        return value;
    }
}
