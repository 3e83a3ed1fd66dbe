package workshop.celery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.DeadLetter;
import workshop.redis.Redis;

/** Celery on Redis. */
final class RedisSide implements Side {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public List<Setup> setups() {
        return List.of(
                setup("as Celery does it", Transport.DEFAULT),
                setup(
                        "ten priorities, and a prefix",
                        Transport.DEFAULT
                                .withGlobalKeyprefix("pre_")
                                .withPriorities(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ":")));
    }

    private static Setup setup(String name, Transport transport) {
        return new Setup(
                name,
                true,
                queue -> new CeleryQueue(Redis.client(), queue, transport),
                environment(transport));
    }

    /** The environment in which {@code tasks.py} uses the same transport options. */
    static Map<String, String> environment(Transport transport) {
        var options =
                Map.of(
                        "global_keyprefix", transport.globalKeyprefix(),
                        "priority_steps", transport.prioritySteps(),
                        "sep", transport.sep(),
                        "queue_order_strategy", "priority");
        var environment = new HashMap<String, String>();
        environment.put("BROKER", Redis.uri().toString());
        if (!transport.equals(Transport.DEFAULT)) {
            environment.put("TRANSPORT_OPTIONS", JSON.writeValueAsString(options));
        }
        return environment;
    }

    @Override
    public String idOf(DeadLetter letter) {
        byte[] envelope = letter.fields().find("envelope").orElseThrow();
        return JSON.readTree(envelope).at("/headers/id").stringValue();
    }

    @Override
    public boolean dropsWhatExpires() {
        return false;
    }

    @Override
    public void remove(String name) {
        Set<String> keys = Redis.client().keys("*" + name + "*");
        keys.add("_kombu.binding." + name);
        Redis.client().del(keys.toArray(String[]::new));
    }
}
