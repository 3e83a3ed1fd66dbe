package workshop.step04;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workshop.forum.Post;

/** Asks the compiler about lines of code as someone might write them. */
final class Compiled {

    /** One for all questions: it caches the libraries' contents, which are slow to read. */
    private static final StandardJavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    private Compiled() {}

    /**
     * The compiler's errors for the members of a class in another package; none if they compile.
     */
    static List<String> errors(String members) throws IOException, URISyntaxException {
        return errors(List.of(new Caller("elsewhere", 0, members))).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The members that compile in a class of that package. One run of the compiler for all. */
    static List<String> accepted(String inPackage, List<String> members)
            throws IOException, URISyntaxException {
        var callers = new ArrayList<Caller>();
        for (String member : members) {
            callers.add(new Caller(inPackage, callers.size(), member));
        }
        var errors = errors(callers);
        return callers.stream()
                .filter(caller -> !errors.containsKey(caller))
                .map(caller -> caller.members)
                .toList();
    }

    private static Map<JavaFileObject, List<String>> errors(List<Caller> callers)
            throws IOException, URISyntaxException {
        var problems = new DiagnosticCollector<JavaFileObject>();
        // without -Xmaxerrs the compiler keeps the errors after the hundredth to itself
        var options = List.of("-proc:none", "-Xmaxerrs", "100000", "-cp", classPath());
        var javac = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) javac.getTask(null, FILES, problems, options, null, callers);
        task.analyze();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .collect(
                        groupingBy(
                                problem -> (JavaFileObject) problem.getSource(),
                                mapping(problem -> problem.getMessage(null), toList())));
    }

    /** A class of its own for each question, so that one wrong line does not hide another. */
    private static final class Caller extends SimpleJavaFileObject {

        private final String members;
        private final String code;

        private Caller(String inPackage, int number, String members) {
            super(
                    URI.create("string:///%s/Caller%d.java".formatted(inPackage, number)),
                    JavaFileObject.Kind.SOURCE);
            this.members = members;
            this.code =
                    """
                    package %s;
                    import java.util.Optional;
                    import java.util.OptionalLong;
                    import workshop.step04.Target;
                    class Caller%d {
                    %s
                    }
                    """
                            .formatted(inPackage, number, members);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    /** Where the classes of this step and of the kit are, no matter what loaded them. */
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
