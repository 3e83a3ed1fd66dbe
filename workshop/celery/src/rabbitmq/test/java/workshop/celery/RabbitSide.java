package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import workshop.queue.DeadLetter;
import workshop.queue.QueueServer;
import workshop.rabbitmq.RabbitServer;
import workshop.redis.Redis;

/** Celery on RabbitMQ. */
final class RabbitSide implements Side {

    static final String ADDRESS = System.getProperty(QueueServer.PROPERTY);
    static final RabbitServer SERVER = new RabbitServer(ADDRESS);
    static final Map<String, Object> TEN_PRIORITIES = Map.of("x-max-priority", 10);

    @Override
    public List<Setup> setups() {
        return List.of(
                new Setup(
                        "as Celery does it",
                        false,
                        name -> new CeleryRabbitQueue(SERVER, name),
                        Map.of("BROKER", ADDRESS)),
                new Setup(
                        "ten priorities",
                        true,
                        name -> new CeleryRabbitQueue(SERVER, name, TEN_PRIORITIES),
                        Map.of("BROKER", ADDRESS, "MAX_PRIORITY", "10")));
    }

    @Override
    public String idOf(DeadLetter letter) {
        return new String(letter.fields().find("id").orElseThrow(), UTF_8);
    }

    @Override
    public boolean dropsWhatExpires() {
        return true;
    }

    @Override
    public void remove(String name) {
        String ours = name + ":java";
        SERVER.delete(name);
        SERVER.delete(ours);
        WaitingQueues.TIMES.forEach(time -> SERVER.delete(WaitingQueues.nameOf(ours, time)));
        Redis.client().del(name + ":told");
    }
}
