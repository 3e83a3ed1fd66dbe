package workshop.coach.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import workshop.coach.engine.RunnerProtocol.Report;
import workshop.coach.engine.RunnerProtocol.Request;
import workshop.forum.Database;
import workshop.redis.Redis;

/**
 * The runner that is at work, and a spare one for the moment when it has to be thrown away. With an
 * archive of classes they start in half the time.
 */
final class Runners implements AutoCloseable {

    private final Libraries libraries;
    private final ClassArchive archive;
    private final List<String> options;
    private Runner current;
    private Runner spare;
    private boolean keepsSpare;
    private boolean warmsUp;

    /**
     * Starts the first, and does not wait until it is up.
     *
     * @param options more options of {@code java} for each
     */
    Runners(Libraries libraries, ClassArchive archive, List<String> options) throws IOException {
        this.libraries = libraries;
        this.archive = archive;
        this.options = options;
        archive.forgetLeftovers();
        current = start(archive.options());
    }

    private Runner start(List<String> archiveOptions) throws IOException {
        var all = Stream.of(archiveOptions, options).flatMap(List::stream).toList();
        return new Runner(libraries, all, properties());
    }

    /** This JVM's own, with its servers: they outlive a runner. */
    private static Map<String, String> properties() {
        Database.start();
        var properties = new TreeMap<String, String>();
        for (var name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("workshop.")) {
                properties.put(name, System.getProperty(name));
            }
        }
        properties.put(Redis.PROPERTY, Redis.uri().toString());
        return properties;
    }

    private Runner startWarm() throws IOException {
        var runner = start(archive.options());
        if (warmsUp) {
            runner.warmUp();
        }
        return runner;
    }

    /** From now on a second one is kept started and warm. */
    void keepSpare() {
        keepsSpare = true;
    }

    /** From now on those that are kept for later load Spring in advance: the steps need it. */
    void warmSpares() {
        warmsUp = true;
    }

    /** There is time for the one at work to load Spring in advance. */
    void warmUp() {
        current.warmUp();
    }

    /**
     * Runs one exercise.
     *
     * @throws ExerciseDied when it did not come to its end
     * @throws InterruptedException when the calling thread was interrupted; see {@link Runner#run}
     * @throws IOException when no runner starts, or it broke by its own fault
     */
    Report run(Request request, Duration patience, Duration grace)
            throws IOException, InterruptedException, ExerciseDied {
        // Someone may have killed the server, whose connections are of no use then.
        var revived = Redis.revive();
        if (revived || !current.settled()) {
            replace();
        }
        awaitReady();
        Report report;
        try {
            report = current.run(request, patience, grace);
        } catch (ExerciseDied died) {
            replace();
            throw died;
        }
        if (report.spent()) {
            replace();
        } else if (keepsSpare && spare == null) {
            spare = startWarm(); // not earlier: the first verdict needs the machine for itself
        }
        return report;
    }

    private void awaitReady() throws IOException, InterruptedException {
        try {
            current.awaitReady();
        } catch (IOException e) {
            if (!archive.exists()) {
                throw e;
            }
            archive.forget(); // it may be the reason, and can be made again
            current = start(archive.options());
            current.awaitReady();
        }
    }

    private void replace() throws IOException, InterruptedException {
        current.close();
        // To be warm, a new one would take longer than what it has to run now.
        current = spare != null && spare.settled() ? spare : start(archive.options());
        spare = keepsSpare ? startWarm() : null;
    }

    /**
     * Makes the archive of classes.
     *
     * @return whether there is one now
     */
    boolean archiveClasses() throws IOException, InterruptedException {
        if (archive.exists()) {
            return true;
        }
        var classList = Files.createTempFile(Scratch.folder("classes"), "workshop", ".classlist");
        try (var trainee = start(List.of("-XX:DumpLoadedClassList=" + classList))) {
            trainee.warmUp();
            trainee.awaitReady();
            trainee.end();
            return archive.make(classList);
        } finally {
            Files.delete(classList);
        }
    }

    @Override
    public void close() {
        archive.close();
        current.close();
        if (spare != null) {
            spare.close();
        }
    }
}
