package workshop.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The git that lies about, for what only git knows. */
final class Git {

    private Git() {
    }

    /**
     * What git says.
     *
     * @throws Refusal when there is no git, or no repository in that folder
     */
    static String in(Path folder, String... arguments) {
        return new String(bytes(folder, arguments).orElseThrow(() -> new Refusal(
                "This needs the workshop's git history, and %s is no clone of it.", folder)), UTF_8);
    }

    /**
     * What git says, byte by byte; nothing when it fails.
     *
     * @throws Refusal when there is no git
     */
    static Optional<byte[]> bytes(Path folder, String... arguments) {
        try {
            var git = new ProcessBuilder(Stream.concat(Stream.of("git", "--no-pager"), Stream.of(arguments)).toList())
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = git.getInputStream().readAllBytes();
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted.");
        } catch (IOException e) {
            throw new Refusal("This needs git, and there is no \"git\" on the PATH.");
        }
    }
}
