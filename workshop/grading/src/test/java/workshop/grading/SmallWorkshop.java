package workshop.grading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workshop.grading.step.StepFolder;

/** A small workshop in a folder: step 09 has the {@link Samples}, step 08 has no exercises yet. */
final class SmallWorkshop {

    static final String LEARNER = "step-09-sample/src/main/java/workshop/grading/Learner.java";
    static final String SAMPLES = "step-09-sample/src/test/java/workshop/grading/Samples.java";

    private SmallWorkshop() {}

    static StepFolder in(Path root) throws IOException {
        write(
                root,
                LEARNER,
                """
                class Learner {
                    // TODO 9.10: another exercise
                    // TODO 9.1: this one
                }
                """);
        write(root, SAMPLES, "class Samples {\n}\n");
        write(
                root,
                "step-09-sample/pom.xml",
                "<project>\n  <name>Step 09 · A sample</name>\n</project>\n");
        write(
                root,
                "step-08-empty/pom.xml",
                "<project>\n  <name>Step 08 · Empty</name>\n</project>\n");
        return StepFolder.at(root.resolve("step-09-sample"));
    }

    static void write(Path root, String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    /** What became of the exercises. */
    static StepResult run(StepFolder step, Class<?>... exercises) {
        var book = new Gradebook(step);
        run(book, exercises);
        return book.result();
    }

    /** As -Dtest=Exercise#method does. */
    static StepResult run(StepFolder step, Class<?> exercise, String method) {
        var book = new Gradebook(step);
        run(book, List.of(DiscoverySelectors.selectMethod(exercise, method)));
        return book.result();
    }

    static void run(TestExecutionListener listener, Class<?>... exercises) {
        run(listener, Arrays.stream(exercises).map(DiscoverySelectors::selectClass).toList());
    }

    private static void run(
            TestExecutionListener listener, List<? extends DiscoverySelector> selectors) {
        var alone =
                LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(),
                        listener);
    }

    /**
     * Runs a main method with the step's module as Maven's basedir.
     *
     * @param options of {@code java}
     * @return what it printed
     */
    static String runInAJvmOfItsOwn(StepFolder step, Class<?> main, String... options)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-Dbasedir=" + step.module(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
