package workshop.coach.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was compiled of a step, in a file: a coach that starts again compiles only what was edited
 * meanwhile.
 *
 * @param with the Java, the settings and the libraries that it was compiled with; with others it is
 *     of no use
 * @param main the step's main sources
 * @param tests its tests
 */
record CompiledCache(String with, Part main, Part tests) {

    /**
     * A {@link Compilation}.
     *
     * @param classes the bytes of each class by its name, by the name of its source
     */
    record Part(
            Map<String, String> sources,
            Map<String, Map<String, byte[]>> classes,
            Map<String, String> outlines,
            Map<String, String> outlinesBelow) {}

    /** Reads it, or returns null when there is none that is of use. */
    static CompiledCache read(Path file, String with) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var kept = JsonMapper.shared().readValue(Files.readAllBytes(file), CompiledCache.class);
            return kept != null && with.equals(kept.with) ? kept : null;
        } catch (JacksonException somethingElse) {
            return null; // it will be written anew
        }
    }

    /** Writes it in one go, so that a coach in another window does not see half of it. */
    void write(Path file) throws IOException {
        var folder = Files.createDirectories(file.getParent());
        var written = Files.createTempFile(folder, "compiled", null);
        Files.write(written, JsonMapper.shared().writeValueAsBytes(this));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
