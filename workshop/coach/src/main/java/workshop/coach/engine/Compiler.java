package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * javac inside this JVM, set as the parent POM sets it. One compiler serves many compilations, one
 * at a time: it keeps the libraries' tables of contents, and that is most of the time that a small
 * compilation takes.
 */
final class Compiler implements AutoCloseable {

    static final List<String> OPTIONS =
            List.of(
                    "--release",
                    "17",
                    "-parameters",
                    "-proc:none",
                    "-nowarn",
                    "-g",
                    "-implicit:none");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final List<Path> libraries;

    /** Opened by the first compilation, so that a runner need not wait to be started. */
    private StandardJavaFileManager files;

    /**
     * What came of a compilation.
     *
     * @param errors what is wrong, in the order of javac; nothing when all is well
     * @param classes the classes of each source, by its name; not all when there are errors
     * @param outlines the {@link Outline} of each source, by its name
     */
    record Result(
            List<CompileError> errors,
            Map<String, List<ClassFile>> classes,
            Map<String, String> outlines) {}

    /**
     * A compiler that knows these libraries.
     *
     * @throws IllegalStateException when this Java has no compiler
     */
    Compiler(List<Path> libraries) {
        if (javac == null) {
            throw new IllegalStateException(
                    """
                    This Java (%s) has no compiler. Use a JDK, 17 or newer, and set JAVA_HOME to \
                    its folder.\
                    """
                            .formatted(System.getProperty("java.home")));
        }
        this.libraries = libraries;
    }

    private void open() throws IOException {
        files = javac.getStandardFileManager(null, Locale.ENGLISH, UTF_8);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
        // Otherwise javac looks for sources in every library.
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
    }

    /**
     * Compiles sources, in memory.
     *
     * @param known classes to see besides the libraries
     */
    Result compile(Collection<SourceFile> sources, Collection<ClassFile> known) throws IOException {
        if (files == null) {
            open();
        }
        var memory = new ClassFiles(files, known);
        var outlines = new HashMap<String, String>();
        if (sources.isEmpty()) {
            return new Result(List.of(), Map.of(), outlines);
        }
        var found = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) javac.getTask(null, memory, found, OPTIONS, null, sources);
        task.addTaskListener(outlines(sources, outlines));
        var errors = new ArrayList<CompileError>();
        if (!task.call()) {
            for (var diagnostic : found.getDiagnostics()) {
                if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                    errors.add(error(diagnostic));
                }
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            close(); // the interrupt has closed the libraries while javac read them
        }
        return new Result(errors, memory.made(), outlines);
    }

    /** Puts down the outline of each source that was parsed. */
    private static TaskListener outlines(
            Collection<SourceFile> sources, Map<String, String> outlines) {
        // javac hands out wrapped files
        var names = sources.stream().collect(toMap(SourceFile::toUri, SourceFile::name));
        return new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
                if (event.getKind() == TaskEvent.Kind.PARSE) {
                    var name = names.get(event.getSourceFile().toUri());
                    outlines.put(name, Outline.of(event.getCompilationUnit()));
                }
            }
        };
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic)
            throws IOException {
        var message = diagnostic.getMessage(Locale.ENGLISH);
        if (diagnostic.getSource() == null) {
            return new CompileError(null, 0, message, "");
        }
        var line = diagnostic.getLineNumber();
        var source = diagnostic.getSource();
        var lines = source.getCharContent(true).toString().lines();
        var text = lines.skip(Math.max(0, line - 1)).findFirst().orElse("");
        return new CompileError(Path.of(source.toUri()), line, message, text);
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
