package workshop.step04;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workshop.forum.Post;

/**
 * Asks the compiler what it thinks of a line of code that somebody might write in another package.
 */
final class Compiled {

    /**
     * One for all questions: it keeps the libraries' tables of contents, and to read them takes
     * longest.
     */
    private static final StandardJavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    private Compiled() {}

    /** What the compiler says against a class body; nothing when it compiles. */
    static List<String> errors(String body) throws IOException, URISyntaxException {
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///elsewhere/Caller.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "package elsewhere;\nimport workshop.step04.Target;\nclass Caller {\n%s\n}\n"
                                .formatted(body);
                    }
                };
        var problems = new DiagnosticCollector<JavaFileObject>();
        var compiler =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        FILES,
                                        problems,
                                        List.of("-proc:none", "-cp", classPath()),
                                        null,
                                        List.of(source));
        compiler.analyze();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.getMessage(null))
                .toList();
    }

    /** Where this step's classes and the kit lie, whoever loaded them here. */
    private static String classPath() throws URISyntaxException {
        var places = new LinkedHashSet<String>();
        for (Class<?> type : List.of(Target.class, Post.class)) {
            places.add(
                    Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                            .toString());
        }
        places.add(System.getProperty("java.class.path"));
        return places.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
