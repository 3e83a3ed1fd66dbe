package workshop.comparisons;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/**
 * Spring's StreamMessageListenerContainer over Lettuce, with a listener that acknowledges. Without
 * a pool it would open a connection for every read.
 *
 * @param batch how many messages it takes at once
 */
record SpringContainer(int batch) implements Contender {

    private static final String GROUP = "workers";

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        try (var client = RedisClient.create(redis);
                var pipeline = client.pipelined()) {
            tasks.forEach(
                    text -> pipeline.xadd(QUEUE, XAddParams.xAddParams(), Map.of("text", text)));
            pipeline.xgroupCreate(QUEUE, GROUP, new StreamEntryID(0, 0), true);
        }
    }

    @Override
    public void work(URI redis) {
        var server = new RedisStandaloneConfiguration(redis.getHost(), redis.getPort());
        var pool = LettucePoolingClientConfiguration.builder().build();
        var connections = new LettuceConnectionFactory(server, pool);
        connections.afterPropertiesSet();
        connections.start();
        var template = new StringRedisTemplate(connections);
        var options =
                StreamMessageListenerContainer.StreamMessageListenerContainerOptions.builder()
                        .batchSize(batch)
                        .pollTimeout(Duration.ofSeconds(1))
                        .build();
        var container = StreamMessageListenerContainer.create(connections, options);
        container.receive(
                Consumer.from(GROUP, UUID.randomUUID().toString()),
                StreamOffset.create(QUEUE, ReadOffset.lastConsumed()),
                message -> handle(template, message));
        container.start();
    }

    private static void handle(
            StringRedisTemplate template, MapRecord<String, String, String> message) {
        try {
            Task.run(message.getValue().get("text"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        template.opsForStream().acknowledge(GROUP, message);
    }
}
