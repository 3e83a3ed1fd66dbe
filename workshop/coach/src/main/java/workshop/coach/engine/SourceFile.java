package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.tools.SimpleJavaFileObject;

/**
 * A source file as it was when it was read: an editor may write it again while javac is at work.
 */
final class SourceFile extends SimpleJavaFileObject {

    private final String name;
    private final Path path;
    private final String text;
    private final boolean readable;

    private SourceFile(String name, Path path, byte[] bytes) {
        super(path.toUri(), Kind.SOURCE);
        this.name = name;
        this.path = path;
        text = new String(bytes, UTF_8);
        readable = Arrays.equals(bytes, text.getBytes(UTF_8));
    }

    /**
     * Reads a source.
     *
     * @param name its place in a {@link SourceStack}
     */
    static SourceFile read(String name, Path path) throws IOException {
        return new SourceFile(name, path, Files.readAllBytes(path));
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** Whether it was UTF-8. */
    boolean readable() {
        return readable;
    }

    /** What javac says of the first character that is not UTF-8. */
    CompileError unreadable() {
        var lines = text.lines().toList();
        var line =
                IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).indexOf('\uFFFD') >= 0)
                        .findFirst()
                        .orElse(0);
        return new CompileError(
                path, line + 1, "unmappable character for encoding UTF-8", lines.get(line));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
