package workshop.coach.engine;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever was edited, a compilation that reuses the one before ends as a clean one does: the same
 * classes, the same errors.
 */
class CompilationTest {

    private static final String USES = "test/java/Uses.java";

    /**
     * A file in versions that change what others see of it, that change only what they do not see,
     * and that are wrong.
     */
    private static final Map<String, List<String>> PROGRAM =
            Map.of(
                    "main/java/Base.java",
                    List.of(
                            "class Base { static final int LIMIT = 1; long size() { return 1; } }",
                            "class Base { static final int LIMIT = 1; long size() { return"
                                    + " Helper.twice(2); } }",
                            "class Base { static final int LIMIT = 1; long size() { return (long)"
                                    + " \"2\"; } }",
                            "class Base { static final int LIMIT = 1; long size() { return 1 } }",
                            "class Base { static final int LIMIT = 2; long size() { return 1; } }",
                            "class Base { static int LIMIT = 2; long size() { return 1; } }",
                            "class Base { static final int LIMIT = 1; int size() { return 1; } }",
                            "class Base { static final int LIMIT = 1; private long size() { return"
                                    + " 1; } }",
                            "class Base { static final int LIMIT = 1; long size() throws Exception"
                                    + " { return 1; } }",
                            "class Base { static final int LIMIT = 1; long size() { return new"
                                    + " Object() { long of() { return 5; } }.of(); } }",
                            "class Base { static final int LIMIT = 1; long size() { return help();"
                                    + " } private long help() { return 7; } }",
                            "class Base { static final int LIMIT = 1; long size() { return 1; }"
                                    + " private Base() { } }",
                            "abstract class Base { static final int LIMIT = 1; abstract long"
                                    + " size(); }",
                            "class Base { static final int LIMIT = 1; long size() { return 1; }"
                                    + " class Inner { } }",
                            "class Base { static final int LIMIT = Base.ONE; private static final"
                                    + " int ONE = 1; long size() { return 1; } }",
                            "class Base { static final int LIMIT = Base.ONE; private static final"
                                    + " int ONE = 2; long size() { return 1; } }",
                            "class Base { static final int LIMIT = At.MOST; interface At { int MOST"
                                    + " = 1; } long size() { return 1; } }",
                            "class Base { static final int LIMIT = At.MOST; interface At { int MOST"
                                    + " = 2; } long size() { return 1; } }",
                            "interface Base { int LIMIT = 1; default long size() { return 1; } }"),
                    "main/java/Sub.java",
                    List.of(
                            "class Sub extends Base { }",
                            "class Sub extends Base { private int LIMIT = 3; }",
                            "class Sub extends Base { static final int LIMIT = 4; int name = 1; }",
                            "class Sub extends Base { int name = 2; Object name() { return this; }"
                                    + " }",
                            "class Renamed extends Base { }",
                            ""),
                    "main/java/Helper.java",
                    List.of(
                            "import java.util.Date; class Helper { static int twice(int n) { return"
                                    + " 2 * n; } Date date() { return null; } }",
                            "import java.sql.Date; class Helper { static int twice(int n) { return"
                                    + " 2 * n; } Date date() { return null; } }",
                            "import java.sql.Date; class Helper { static int twice(int n) { return"
                                    + " n + n; } java.util.Date date() { return null; } }",
                            "import java.util.*; class Helper { static int twice(int n) { return 2"
                                    + " * n; } Date date() { return null; } }",
                            "class Helper { static long twice(Object n) { return 2; } static long"
                                + " twice(long n) { return 2 * n; } Object date() { return null; }"
                                + " }",
                            "class Helper { @Deprecated static int twice(int n) { return 2 * n; }"
                                    + " <T extends Number> T date() { return null; } }",
                            "enum Helper { A, B; static int twice(int n) { return 2 * n; } Object"
                                    + " date() { return null; } }",
                            "record Helper(int date) { static int twice(int n) { return 2 * n; } }",
                            "record Helper(long date) { static int twice(int n) { return 2 * n; }"
                                    + " }",
                            "record Helper(long... date) { static int twice(int n) { return 2 * n;"
                                    + " } }",
                            "record Helper(long[] date) { static int twice(int n) { return 2 * n; }"
                                    + " }"),
                    USES,
                    List.of(
                            "class Uses { int limit = Base.LIMIT + Sub.LIMIT; void"
                                    + " print(java.util.Date date) { } void print(long n) { } void"
                                    + " print(Object n) { } void use(Sub sub, Helper helper) throws"
                                    + " Exception { print(sub.size()); print(helper.date()); } }",
                            "class Uses { Object use() { switch (Base.LIMIT) { case 2: break; } for"
                                + " (var part : Helper.class.getFields()) { } return new Helper(1,"
                                + " 2); } }"));

    private static final Map<Map<String, String>, Outcome> FROM_SCRATCH = new HashMap<>();

    private static Path folder;
    private static Compiler compiler;

    /**
     * A file gets a new text, or goes away when that is empty.
     *
     * @param undone whether only until the next build
     * @param restarted whether after a restart of the coach
     */
    private record Edit(String file, String text, boolean undone, boolean restarted) {}

    /** What came of a build: errors, or the bytes of the classes. */
    private record Outcome(List<String> errors, Map<String, String> classes) {}

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("compilation");
        compiler =
                new Compiler(
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of)
                                .toList());
    }

    @AfterContainer
    static void close() throws IOException {
        compiler.close();
        CompiledStep.delete(folder);
    }

    @Property(tries = 10)
    void any_edits_in_any_order(@ForAll("edits") List<Edit> edits) throws IOException {
        var texts = firstVersions();
        var main = new Compilation(compiler);
        var tests = new Compilation(compiler);
        build(texts, main, tests);
        for (var edit : edits) {
            if (edit.restarted()) {
                var kept = restart(main, tests);
                main = new Compilation(compiler, kept.main());
                tests = new Compilation(compiler, kept.tests());
            }
            var before = texts.put(edit.file(), edit.text());
            assertThat(build(texts, main, tests))
                    .as("after %s", edit)
                    .isEqualTo(buildFromScratch(texts));
            if (edit.undone()) {
                texts.put(edit.file(), before);
                assertThat(build(texts, main, tests))
                        .as("after %s was undone", edit)
                        .isEqualTo(buildFromScratch(texts));
            }
        }
    }

    /** Those that are neighbours differ in one thing. */
    @Example
    void every_version_after_the_one_before() throws IOException {
        for (var uses : PROGRAM.get(USES)) {
            for (var file : PROGRAM.keySet()) {
                var texts = firstVersions();
                texts.put(USES, uses);
                var main = new Compilation(compiler);
                var tests = new Compilation(compiler);
                for (var text : PROGRAM.get(file)) {
                    texts.put(file, text);
                    assertThat(build(texts, main, tests))
                            .as("after this in %s: %s", file, text)
                            .isEqualTo(buildFromScratch(texts));
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        var versions =
                PROGRAM.entrySet().stream()
                        .flatMap(
                                file ->
                                        file.getValue().stream()
                                                .map(text -> Map.entry(file.getKey(), text)))
                        .toList();
        return Combinators.combine(
                        Arbitraries.of(versions),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(true, false))
                .as(
                        (version, undone, restarted) ->
                                new Edit(version.getKey(), version.getValue(), undone, restarted))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Map<String, String> firstVersions() {
        var texts = new TreeMap<String, String>();
        PROGRAM.forEach((file, versions) -> texts.put(file, versions.get(0)));
        return texts;
    }

    /** What a coach that is ended now keeps for the next one. */
    private static CompiledCache restart(Compilation main, Compilation tests) throws IOException {
        var file = folder.resolve("kept/compiled.json");
        new CompiledCache("this Java", main.toKeep(), tests.toKeep()).write(file);
        return CompiledCache.read(file, "this Java");
    }

    /** The same every time, so that once is enough. */
    private static Outcome buildFromScratch(Map<String, String> texts) throws IOException {
        var outcome = FROM_SCRATCH.get(texts);
        if (outcome == null) {
            outcome = build(texts, new Compilation(compiler), new Compilation(compiler));
            FROM_SCRATCH.put(Map.copyOf(texts), outcome);
        }
        return outcome;
    }

    private static Outcome build(Map<String, String> texts, Compilation main, Compilation tests)
            throws IOException {
        for (var text : texts.entrySet()) {
            var file = folder.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            if (text.getValue().isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text.getValue());
            }
        }
        var errors = main.update(SourceStack.of(folder.resolve("main")), Compilation.NONE);
        if (errors.isEmpty()) {
            errors = tests.update(SourceStack.of(folder.resolve("test")), main);
        }
        return new Outcome(
                errors.stream().map(CompileError::toString).toList(),
                errors.isEmpty()
                        ? Stream.of(main, tests)
                                .flatMap(part -> part.classes().stream())
                                .collect(toMap(ClassFile::binaryName, CompilationTest::bytes))
                        : Map.of());
    }

    private static String bytes(ClassFile type) {
        try (var in = type.openInputStream()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
