package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import workshop.coach.engine.SourceStack;
import workshop.grading.step.StepFolder;

/** No Java that a learner runs asks for what Windows does not have. */
class PortableTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("kit", "interleavings", "grading", "coach", "containers");

    /** A program or a folder of Unix, its permissions, its separator of paths. */
    private static final Pattern UNIX =
            Pattern.compile(
                    "\"(sh|bash|kill|rm|ls|chmod|which)\""
                            + "|\"/(tmp|bin|usr|etc|dev|proc|var|home)\\b"
                            + "|PosixFile"
                            + "|[pP]ath\\w*\\.split\\(\":\"\\)");

    /** Files that ask for it where it is there, and what they ask first. */
    private static final Map<String, String> ASK_FIRST =
            Map.of(
                    "CacheFolder.java", "supportedFileAttributeViews()",
                    "RedisProcess.java", "Windows",
                    // Windows has no such signal.
                    "TerminalDisplay.java", "Signal.TSTP");

    @Test
    void what_learners_run_needs_no_unix() throws IOException {
        var faults = new ArrayList<String>();
        for (var file : whatLearnersRun()) {
            var text = Files.readString(file);
            var first = ASK_FIRST.get(file.getFileName().toString());
            if (first != null) {
                assertThat(text).as("%s asks where it is", file.getFileName()).contains(first);
            } else {
                UNIX.matcher(text)
                        .results()
                        .forEach(it -> faults.add(ROOT.relativize(file) + ": " + it.group()));
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Path> whatLearnersRun() throws IOException {
        var folders = new ArrayList<String>();
        MODULES.forEach(module -> folders.add("workshop/" + module + "/src/main"));
        for (var step : StepFolder.in(ROOT)) {
            folders.add(step.name() + "/src/main");
            folders.add(step.name() + "/src/test");
            folders.add("solutions/" + step.name() + "/src/main");
        }
        var files = new ArrayList<Path>();
        for (var folder : folders) {
            files.addAll(SourceStack.of(ROOT.resolve(folder)).java());
        }
        return files;
    }
}
