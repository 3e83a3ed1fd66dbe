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

/** Asks the compiler about a line of code as someone might write it in another package. */
final class Compiled {

    /** One for all questions: it caches the libraries' contents, which are slow to read. */
    private static final StandardJavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    private Compiled() {}

    /** The compiler's errors for a class body; none if it compiles. */
    static List<String> errors(String body) throws IOException, URISyntaxException {
        var problems = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-cp", classPath());
        var sources = List.of(caller(body));
        var javac = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) javac.getTask(null, FILES, problems, options, null, sources);
        task.analyze();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.getMessage(null))
                .toList();
    }

    private static JavaFileObject caller(String body) {
        String code =
                """
                package elsewhere;
                import workshop.step04.Target;
                class Caller {
                %s
                }
                """
                        .formatted(body);
        var name = URI.create("string:///elsewhere/Caller.java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    /** Where this step's classes and the kit's are, no matter what loaded them. */
    private static String classPath() throws URISyntaxException {
        var places = new LinkedHashSet<String>();
        for (Class<?> type : List.of(Target.class, Post.class)) {
            var source = type.getProtectionDomain().getCodeSource();
            places.add(Path.of(source.getLocation().toURI()).toString());
        }
        places.add(System.getProperty("java.class.path"));
        return places.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
