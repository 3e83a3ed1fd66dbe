package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * javac inside this JVM, set as the parent POM sets it. One compiler serves many compilations, one at a time: it keeps the
 * libraries' tables of contents, and that is most of the time that a small compilation takes.
 */
public final class Compiler implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("--release", "17", "-parameters", "-proc:none", "-nowarn", "-g", "-implicit:none");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files;
    private final List<Path> libraries;

    /**
     * A compiler that knows these libraries.
     *
     * @throws IllegalStateException when this Java has no compiler
     */
    public Compiler(List<Path> libraries) {
        if (javac == null) {
            throw new IllegalStateException("This Java (%s) has no compiler. Use a JDK, 17 or newer, and let JAVA_HOME name it."
                    .formatted(System.getProperty("java.home")));
        }
        this.libraries = libraries;
        files = javac.getStandardFileManager(null, Locale.ENGLISH, UTF_8);
    }

    /**
     * Compiles sources into a folder.
     *
     * @param folders class folders to see besides the libraries
     * @return what is wrong, in the order of javac; nothing when all is well
     */
    public List<CompileError> compile(Collection<Path> sources, List<Path> folders, Path target) throws IOException {
        Files.createDirectories(target);
        if (sources.isEmpty()) {
            return List.of();
        }
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, Stream.of(folders, libraries).flatMap(List::stream).toList());
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
        var found = new DiagnosticCollector<JavaFileObject>();
        var good = javac.getTask(null, files, found, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources)).call();
        if (good) {
            return List.of();
        }
        var errors = new ArrayList<CompileError>();
        for (var diagnostic : found.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(error(diagnostic));
            }
        }
        return errors;
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
        var message = diagnostic.getMessage(Locale.ENGLISH);
        if (diagnostic.getSource() == null) {
            return new CompileError(null, 0, message, "");
        }
        var line = diagnostic.getLineNumber();
        var text = diagnostic.getSource().getCharContent(true).toString().lines().skip(Math.max(0, line - 1)).findFirst();
        return new CompileError(Path.of(diagnostic.getSource().toUri()), line, message, text.orElse(""));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
