package workshop.coach.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workshop.grading.step.StepFolder;

/**
 * What was compiled of the steps, in files: a coach that starts again compiles only what was edited
 * meanwhile.
 *
 * @param compiledWith the Java, the settings and the libraries that it was compiled with; what was
 *     compiled with others is of no use
 */
record CompiledCache(String compiledWith) {

    /**
     * What came of a step's sources.
     *
     * @param main the step's main sources
     * @param tests its tests
     */
    record Step(CompiledState main, CompiledState tests) {}

    /** A file as it is written. */
    private record Content(String compiledWith, Part main, Part tests) {}

    /**
     * A {@link CompiledState}.
     *
     * @param classes the bytes of each class by its name, by the name of its source
     */
    private record Part(
            Map<String, String> sources,
            Map<String, Map<String, byte[]>> classes,
            Map<String, String> outlines,
            Map<String, String> outlinesBelow) {

        static Part of(CompiledState state) {
            var bytes = new HashMap<String, Map<String, byte[]>>();
            state.classes().forEach((source, types) -> bytes.put(source, bytes(types)));
            return new Part(state.sources(), bytes, state.outlines(), state.outlinesBelow());
        }

        private static Map<String, byte[]> bytes(List<ClassFile> types) {
            var bytes = new TreeMap<String, byte[]>();
            types.forEach(type -> bytes.put(type.binaryName(), type.bytes()));
            return bytes;
        }

        CompiledState state() {
            var types = new HashMap<String, List<ClassFile>>();
            classes.forEach((source, bytes) -> types.put(source, types(bytes)));
            return new CompiledState(sources, types, outlines, outlinesBelow);
        }

        private static List<ClassFile> types(Map<String, byte[]> bytes) {
            return bytes.entrySet().stream()
                    .map(type -> new ClassFile(type.getKey(), type.getValue()))
                    .toList();
        }
    }

    /** The cache for what this JVM compiles with these libraries. */
    static CompiledCache of(Libraries libraries) throws IOException {
        return new CompiledCache(
                System.getProperty("java.vm.version")
                        + Compiler.OPTIONS
                        + Libraries.fingerprint(libraries.all()));
    }

    private static Path file(StepFolder step) {
        return step.root().resolve(".coach/compiled").resolve(step.shortName() + ".json");
    }

    /** Reads what is there of a step and of use. */
    Optional<Step> read(StepFolder step) throws IOException {
        var file = file(step);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var content = JsonMapper.shared().readValue(Files.readAllBytes(file), Content.class);
            return content != null && compiledWith.equals(content.compiledWith())
                    ? Optional.of(new Step(content.main().state(), content.tests().state()))
                    : Optional.empty();
        } catch (JacksonException somethingElse) {
            return Optional.empty(); // it will be written again
        }
    }

    /** Writes it in one go, so that a coach in another window does not see half of it. */
    void write(StepFolder step, Step compiled) throws IOException {
        var content =
                new Content(compiledWith, Part.of(compiled.main()), Part.of(compiled.tests()));
        var file = file(step);
        Files.createDirectories(file.getParent());
        // What a killed coach leaves of it, the next one replaces.
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, JsonMapper.shared().writeValueAsBytes(content));
        try {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            // a coach in another window has compiled the same, and was faster
        }
    }
}
