package workshop.coach.steps;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trouble with files in one sentence: a learner can do something about it, unlike a stack trace.
 */
public final class FileTrouble {

    private FileTrouble() {}

    /** The sentence; nothing when the exception is not about reading or writing. */
    public static Optional<String> sentence(Throwable thrown) {
        return causes(thrown, FileSystemException.class)
                .map(FileTrouble::sentence)
                .findFirst()
                .or(() -> causes(thrown, IOException.class).map(FileTrouble::sentence).findFirst());
    }

    private static <T> Stream<T> causes(Throwable thrown, Class<T> kind) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** Such as "No space left on device", or a process that did not start: its own words. */
    private static String sentence(IOException trouble) {
        return Objects.requireNonNullElse(trouble.getMessage(), trouble.getClass().getSimpleName());
    }

    private static String sentence(FileSystemException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return trouble.getFile() + " is not there.";
        }
        if (trouble instanceof AccessDeniedException) {
            return trouble.getFile()
                    + " cannot be read or written: its permissions forbid it, or another program"
                    + " has locked it.";
        }
        return "%s cannot be read or written: %s"
                .formatted(
                        trouble.getFile(),
                        trouble.getReason() == null
                                ? trouble.getClass().getSimpleName()
                                : trouble.getReason());
    }
}
