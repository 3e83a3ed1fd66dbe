package workshop.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.rabbitmq.RabbitServer;

/** A worker process that takes a message and is killed. */
final class DoomedWorker {

    private static final String HOLDS_IT = "holds it";

    private DoomedWorker() {}

    static void runUntilItHoldsAMessage(String queue) throws IOException {
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWorker.class.getName(),
                        RabbitSide.ADDRESS,
                        queue);
        var process = command.redirectError(Redirect.INHERIT).start();
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo(HOLDS_IT);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    public static void main(String[] addressAndQueue) throws InterruptedException {
        var server = new RabbitServer(addressAndQueue[0]);
        Worker.on(new TaskQueue(new CeleryRabbitQueue(server, addressAndQueue[1])))
                .accept(new CallSerializer())
                .handle(
                        "record",
                        (call, message) -> {
                            System.out.println(HOLDS_IT);
                            Thread.sleep(60_000); // until it is killed
                        })
                .run();
    }
}
