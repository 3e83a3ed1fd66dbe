package workshop.coach.proof;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Collection;
import workshop.coach.engine.CompileError;

/** What does not compile, as a list of places: a rename leaves many. */
final class CompileErrors {

    private CompileErrors() {}

    /** A line for each, with its path from the workshop's folder, sorted by path and line. */
    static String list(Collection<CompileError> errors, Path root) {
        return errors.stream()
                .sorted(
                        comparing((CompileError error) -> String.valueOf(error.file()))
                                .thenComparing(CompileError::line))
                .map(error -> line(error, root))
                .distinct()
                .collect(joining("\n"));
    }

    private static String line(CompileError error, Path root) {
        // "cannot find symbol", and in the second line which
        var message =
                error.message()
                        .lines()
                        .limit(2)
                        .map(it -> it.strip().replaceAll(" +", " "))
                        .collect(joining(", "));
        return error.file() == null
                ? message
                : "%s:%d: %s".formatted(display(error.file(), root), error.line(), message);
    }

    private static String display(Path file, Path root) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
