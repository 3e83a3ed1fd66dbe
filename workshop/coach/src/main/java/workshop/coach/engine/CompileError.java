package workshop.coach.engine;

import java.nio.file.Path;

/**
 * What javac did not understand.
 *
 * @param file the source file, or null when the error belongs to none
 * @param line the line in it, from 1
 * @param message what javac says, in English, without file and line
 * @param source that line, or an empty text
 */
public record CompileError(Path file, long line, String message, String source) {

    /** Two or more lines: where and what, then the line itself. */
    @Override
    public String toString() {
        var where = file == null ? "" : "%s:%s ".formatted(file.getFileName(), line);
        return where + message + (source.isEmpty() ? "" : "\n    " + source.strip());
    }
}
