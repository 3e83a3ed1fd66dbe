package workshop.twins;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import workshop.queue.JsonSerializer;

/** A Java expression, compiled when it is asked for: the compiler may be the one who refuses. */
final class Expression {

    private static final JsonSerializer JSON = new JsonSerializer();

    private static final String NAME = "Row";

    private static final String SOURCE =
            """
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import workshop.step06.*;
            import workshop.twins.*;

            public class Row implements java.util.concurrent.Callable<Object> {
                public Object call() {
                    return %s;
                }
            }
            """;

    private Expression() {}

    /** The bytes of its value, or why there are none. */
    static Answer sent(String expression, Path folder) {
        var said = new DiagnosticCollector<JavaFileObject>();
        var options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var sources = List.of(source(SOURCE.formatted(expression)));
        if (!compiler.getTask(null, null, said, options, null, sources).call()) {
            return refused("does not compile: " + firstError(said));
        }
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var row = (Callable<?>) loader.loadClass(NAME).getDeclaredConstructor().newInstance();
            return Answer.sent(JSON.dumps(Twins.deflate(row.call())));
        } catch (Exception refusal) {
            return refused(String.valueOf(refusal.getMessage()));
        }
    }

    private static Answer refused(String words) {
        return Answer.refused(JSON.dumps(words));
    }

    private static String firstError(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH))
                .findFirst()
                .orElseThrow();
    }

    private static JavaFileObject source(String code) {
        var uri = URI.create("string:///%s.java".formatted(NAME));
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}
