package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved halfway through an edit has an outline, too: javac says what is wrong with it. */
class OutlineTest {

    private static final List<String> STRANGE =
            List.of(
                    "", "var", "{", "}", "(", ")", ";", "<", "@", "\"", "'", "/*", "->", "=", "0x",
                    "class", "record", "enum", "sealed", "case", "static", "\uD83D", "\u0000");

    @Test
    void sources_that_are_no_Java_have_one() throws IOException {
        var random = new Random(1);
        for (var step : StepSources.all(Path.of("../.."))) {
            for (var file : step.main().sources().files().entrySet()) {
                var text = SourceFile.read(file.getKey(), file.getValue()).text();
                for (var i = 0; i < 20; i++) {
                    var broken = broken(text, random);
                    assertThatCode(() -> outline(broken)).as(broken).doesNotThrowAnyException();
                }
            }
        }
    }

    /** Another word, or none, in up to three places. */
    private static String broken(String text, Random random) {
        var words = new ArrayList<>(List.of(text.split("\\b")));
        for (var times = 1 + random.nextInt(3); times > 0; times--) {
            words.set(random.nextInt(words.size()), STRANGE.get(random.nextInt(STRANGE.size())));
        }
        return String.join("", words);
    }

    @Test
    void a_field_that_is_declared_with_var_is_a_compile_error(@TempDir Path folder)
            throws IOException {
        try (var compiler = new Compiler(List.of())) {
            var file =
                    Files.writeString(
                            folder.resolve("Draft.java"), "class Draft {\n    var tags = 1;\n}\n");
            var result = compiler.compile(List.of(SourceFile.read("Draft.java", file)), List.of());
            assertThat(result.errors())
                    .extracting(CompileError::message)
                    .containsExactly("'var' is not allowed here");
        }
    }

    private static void outline(String text) throws IOException {
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Broken.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        var errors = new DiagnosticCollector<JavaFileObject>();
        var javac = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) javac.getTask(null, null, errors, List.of(), null, List.of(source));
        task.parse().forEach(Outline::of);
    }
}
