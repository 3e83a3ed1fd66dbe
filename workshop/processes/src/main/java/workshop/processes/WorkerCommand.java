package workshop.processes;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** A worker process: moderates the questions that web processes post, each of them once. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Runs the tasks. Start as many as you like, on any number of machines.")
final class WorkerCommand implements Callable<Integer> {

    @Spec private CommandSpec command;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "<number>",
            description = "tasks that run at the same time; by default ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--lease",
            defaultValue = "30s",
            paramLabel = "<time>",
            converter = Time.class,
            description =
                    "how long until a task's worker counts as dead: more than the longest task; by"
                            + " default ${DEFAULT-VALUE}")
    private Duration lease;

    @Option(
            names = "--tries",
            defaultValue = "10",
            paramLabel = "<number>",
            description =
                    "deliveries before a task becomes a dead letter; by default ${DEFAULT-VALUE}")
    private int tries;

    @Option(
            names = "--retry-after",
            defaultValue = "1s",
            paramLabel = "<time>",
            converter = Time.class,
            description = "pause before the next try of a failed task; by default ${DEFAULT-VALUE}")
    private Duration retryAfter;

    @Option(
            names = "--name",
            paramLabel = "<name>",
            description = "its name in the consumer group; by default process id and host")
    private String name = ManagementFactory.getRuntimeMXBean().getName();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (threads < 1) {
            throw new ParameterException(
                    command.commandLine(), "--threads must be at least 1, and is " + threads);
        }
        Servers.requireNamed();
        try (var site = Site.open(threads)) {
            var workers = IntStream.rangeClosed(1, threads).mapToObj(i -> worker(site, i)).toList();
            var pool = new ExecutorCompletionService<Void>(Executors.newFixedThreadPool(threads));
            try (var end = new OrderlyEnd(() -> workers.forEach(Worker::close))) {
                for (var worker : workers) {
                    pool.submit(
                            () -> {
                                worker.run();
                                return null;
                            });
                }
                System.out.printf("%s is at work. Ctrl-C ends it after the current task.%n", name);
                for (int i = 0; i < threads; i++) {
                    pool.take().get();
                }
            }
        }
        return 0;
    }

    private Worker worker(ConfigurableApplicationContext site, int number) {
        return Worker.on(site.getBean(TaskQueue.class))
                .accept(new JsonSerializer())
                .handle("moderate", site.getBean(TaskHandler.class))
                .named("%s-%s".formatted(name, number))
                .lease(lease)
                .maxDeliveries(tries)
                .retryAfter(retryAfter);
    }

    /** {@code 30s}, {@code 0.5s}, {@code 2m}: a {@link Duration} without its letters "PT". */
    static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Duration.parse("PT" + text);
        }
    }
}
