package workshop.coach.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.TextStyle;

/** The deck's packages, which npm downloads into {@code slides/node_modules}. */
public final class Packages {

    private static final Pattern FETCHED =
            Pattern.compile("npm http fetch GET 200 \\S*/(\\S+\\.tgz) .*");

    private final Workshop workshop;
    private final DownloadBar bar;

    public Packages(Workshop workshop, TextStyle terminal) throws IOException {
        this.workshop = workshop;
        var lock = Files.readString(folder().resolve("package-lock.json"));
        var count = Pattern.compile("\"integrity\":").matcher(lock).results().count();
        bar = new DownloadBar(count, "packages", terminal);
    }

    private Path folder() {
        return workshop.root().resolve("slides");
    }

    /**
     * Downloads them, and builds the deck: if it builds, all is there.
     *
     * @param each hears how far it is
     * @throws UserError with npm's words when it fails
     */
    public void fetch(Consumer<String> each) throws IOException, InterruptedException {
        run(List.of("ci", "--loglevel=http"), line -> hear(line).ifPresent(each));
        run(List.of("run", "build"), line -> {});
    }

    Optional<String> hear(String line) {
        var fetched = FETCHED.matcher(line);
        return fetched.matches() ? Optional.of(bar.with(1, fetched.group(1))) : Optional.empty();
    }

    private void run(List<String> arguments, Consumer<String> each)
            throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        var code =
                Program.NPM.run(
                        folder(),
                        arguments,
                        line -> {
                            said.add(line);
                            each.accept(line);
                        });
        if (code != 0) {
            var last = said.subList(Math.max(0, said.size() - 5), said.size());
            throw new UserError("%s", String.join("\n", last));
        }
    }
}
