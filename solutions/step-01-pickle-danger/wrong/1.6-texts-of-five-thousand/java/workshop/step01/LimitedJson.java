package workshop.step01;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.Serializer;

/** JSON from strangers, with limits as in 1.3. */
final class LimitedJson implements Serializer {

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxStringLength(5_000)
                                                    .build())
                                    .build())
                    .build();

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
        return JSON.readValue(body, Object.class);
    }
}
