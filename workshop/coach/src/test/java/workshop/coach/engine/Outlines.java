package workshop.coach.engine;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The {@link Outline} of sources that are only parsed, all at once: javac's start takes longer. */
public final class Outlines {

    private Outlines() {}

    /** What other sources see of each text. */
    public static Map<String, String> of(Set<String> texts) throws IOException {
        var outlines = new HashMap<String, String>();
        for (var unit : parsed(List.copyOf(texts))) {
            outlines.put(text(unit), Outline.of(unit));
        }
        return outlines;
    }

    static Iterable<? extends CompilationUnitTree> parsed(List<String> texts) throws IOException {
        var errors = new DiagnosticCollector<JavaFileObject>();
        var sources = texts.stream().map(Outlines::source).toList();
        var javac = ToolProvider.getSystemJavaCompiler();
        return ((JavacTask) javac.getTask(null, null, errors, List.of(), null, sources)).parse();
    }

    static String text(CompilationUnitTree unit) throws IOException {
        return unit.getSourceFile().getCharContent(true).toString();
    }

    static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
