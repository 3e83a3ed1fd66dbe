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
    private StandardJavaFileManager
            files; // opened by the first compilation: a runner shall not wait for it to be started

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
                    "This Java (%s) has no compiler. Use a JDK, 17 or newer, and set JAVA_HOME to its folder."
                            .formatted(System.getProperty("java.home")));
        }
        this.libraries = libraries;
    }

    private void open() throws IOException {
        files = javac.getStandardFileManager(null, Locale.ENGLISH, UTF_8);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
        files.setLocationFromPaths(
                StandardLocation.SOURCE_PATH,
                List.of()); // or javac looks for sources in every library
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
        var names =
                sources.stream()
                        .collect(
                                toMap(
                                        SourceFile::toUri,
                                        SourceFile::name)); // javac hands out wrapped files
        var found = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) javac.getTask(null, memory, found, OPTIONS, null, sources);
        task.addTaskListener(
                new TaskListener() {
                    @Override
                    public void finished(TaskEvent event) {
                        if (event.getKind() == TaskEvent.Kind.PARSE) {
                            outlines.put(
                                    names.get(event.getSourceFile().toUri()),
                                    Outline.of(event.getCompilationUnit()));
                        }
                    }
                });
        var errors = new ArrayList<CompileError>();
        if (!task.call()) {
            for (var diagnostic : found.getDiagnostics()) {
                if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                    errors.add(error(diagnostic));
                }
            }
        }
        if (Thread.currentThread()
                .isInterrupted()) { // that has closed the libraries under javac's hands
            close();
        }
        return new Result(errors, memory.made(), outlines);
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic)
            throws IOException {
        var message = diagnostic.getMessage(Locale.ENGLISH);
        if (diagnostic.getSource() == null) {
            return new CompileError(null, 0, message, "");
        }
        var line = diagnostic.getLineNumber();
        var text =
                diagnostic
                        .getSource()
                        .getCharContent(true)
                        .toString()
                        .lines()
                        .skip(Math.max(0, line - 1))
                        .findFirst();
        return new CompileError(
                Path.of(diagnostic.getSource().toUri()), line, message, text.orElse(""));
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
