package workshop.coach.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import workshop.coach.steps.Workshop;

/**
 * The browser of this machine, if there is one. Java's own way to open it is missing from a JDK
 * without a desktop.
 */
public final class Browser {

    /** In seconds. What finds no browser says so sooner; some browsers end when they are closed. */
    private static final long LONGEST = 1;

    private Browser() {}

    /** Shows a page, or says where it is when there is no browser to show it. */
    public static String show(Path page, Workshop workshop) {
        return show(page, workshop, command(System.getProperty("os.name"), System.getenv()));
    }

    static String show(Path page, Workshop workshop, List<String> command) {
        if (command.isEmpty()) {
            return "The page is " + page;
        }
        try {
            var browser =
                    new ProcessBuilder(
                                    Stream.concat(
                                                    command.stream(),
                                                    Stream.of(page.toUri().toString()))
                                            .toList())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var failed = browser.waitFor(LONGEST, TimeUnit.SECONDS) && browser.exitValue() != 0;
            return failed ? "The page is " + page : "Your browser shows " + workshop.display(page);
        } catch (IOException e) {
            return "The page is " + page + " (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The page is " + page;
        }
    }

    /**
     * The program that opens a page in the browser; none on a Unix without a desktop, over ssh for
     * example.
     */
    static List<String> command(String system, Map<String, String> environment) {
        if (system.startsWith("Windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        if (system.startsWith("Mac")) {
            return List.of("open");
        }
        var desktop =
                Stream.of("DISPLAY", "WAYLAND_DISPLAY")
                        .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
        return desktop && onPath("xdg-open", environment) ? List.of("xdg-open") : List.of();
    }

    private static boolean onPath(String program, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
