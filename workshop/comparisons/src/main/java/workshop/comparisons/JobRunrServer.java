package workshop.comparisons;

import io.lettuce.core.RedisClient;
import java.net.URI;
import java.util.List;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.nosql.redis.LettuceRedisStorageProvider;
import org.jobrunr.utils.mapper.gson.GsonJsonMapper;

/** JobRunr's background job server: a job is a call, written as JSON, and its whole history. */
final class JobRunrServer implements Contender {

    private static final int SHORTEST_POLL_SECONDS = 5;

    @Override
    public void enqueue(URI redis, List<String> tasks) {
        var storage = storage(redis);
        try {
            new JobScheduler(storage).<String>enqueue(tasks.stream(), text -> Task.run(text));
        } finally {
            storage.close();
        }
    }

    @Override
    public void work(URI redis) {
        var server =
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(1)
                        .andPollIntervalInSeconds(SHORTEST_POLL_SECONDS);
        JobRunr.configure()
                .useStorageProvider(storage(redis))
                .useBackgroundJobServer(server)
                .initialize();
    }

    private static StorageProvider storage(URI redis) {
        var storage = new LettuceRedisStorageProvider(RedisClient.create(redis.toString()));
        storage.setJobMapper(new JobMapper(new GsonJsonMapper()));
        return storage;
    }
}
