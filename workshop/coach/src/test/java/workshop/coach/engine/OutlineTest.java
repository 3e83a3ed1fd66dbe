package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
                var broken = Stream.generate(() -> broken(text, random)).limit(20).toList();
                for (var unit : Outlines.parsed(broken)) {
                    assertThatCode(() -> Outline.of(unit))
                            .as(Outlines.text(unit))
                            .doesNotThrowAnyException();
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
}
