package workshop.coach.steps;

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

    /** The sentence; nothing when the exception is not about a file. */
    public static Optional<String> sentence(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .filter(FileSystemException.class::isInstance)
                .map(found -> sentence((FileSystemException) found))
                .findFirst();
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
