package workshop.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.math.BigDecimal;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workshop.step02.Outbox;
import workshop.step02.OutboxTasks;
import workshop.step02.Question;

/**
 * A web process with two threads: one posts questions, the other relays the tasks that the first
 * wrote into the outbox.
 */
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        description = "Posts questions, and relays their tasks to the workers.")
final class WebCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(WebCommand.class);
    private static final int THREADS = 2;
    private static final int RELAY_EVERY_MILLIS = 100;
    private static final int PATIENCE_SECONDS = 10;

    @Spec private CommandSpec command;

    @Option(
            names = "--rate",
            defaultValue = "10",
            paramLabel = "<number>",
            description = "questions per second; by default ${DEFAULT-VALUE}")
    private BigDecimal rate;

    @Option(
            names = "--questions",
            paramLabel = "<number>",
            description = "end when this many are posted and relayed; by default, never")
    private long questions = Long.MAX_VALUE;

    private final AtomicLong posted = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        if (rate.signum() <= 0) {
            throw new ParameterException(
                    command.commandLine(), "--rate must be more than 0, and is " + rate);
        }
        Servers.startUnnamed();
        try (var end = new OrderlyEnd(ended::countDown);
                var site = Site.open(THREADS)) {
            System.out.printf("Posting %s questions a second. Ctrl-C ends it.%n", rate);
            var outbox = site.getBean(Outbox.class);
            var tasks = site.getBean(OutboxTasks.class);
            var clock = Executors.newScheduledThreadPool(THREADS);
            Runnable post = () -> attempt("Not posted", () -> post(outbox));
            Runnable relay =
                    () -> attempt("Not relayed, still in the outbox", () -> relay(outbox, tasks));
            long pause = (long) (1e9 / rate.doubleValue());
            clock.scheduleAtFixedRate(post, 0, pause, NANOSECONDS);
            clock.scheduleWithFixedDelay(relay, 0, RELAY_EVERY_MILLIS, MILLISECONDS);
            ended.await();
            clock.shutdown();
            // What is not relayed by then stays in the outbox.
            clock.awaitTermination(PATIENCE_SECONDS, SECONDS);
            System.out.printf("Posted %s questions.%n", posted.get());
        }
        return 0;
    }

    private void post(Outbox outbox) {
        if (posted.get() < questions) {
            outbox.ask(new Question("  Is question %s   the last one? ".formatted(posted.get())));
            posted.incrementAndGet();
        }
    }

    private void relay(Outbox outbox, OutboxTasks tasks) {
        outbox.relay();
        if (posted.get() >= questions && tasks.count() == 0) {
            ended.countDown();
        }
    }

    /** A failed request must not end the process, and neither must a failed relay. */
    private static void attempt(String failed, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", failed, e.getMessage());
        }
    }
}
