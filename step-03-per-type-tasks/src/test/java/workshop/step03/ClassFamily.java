package workshop.step03;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;

/** How the compiled classes of this step extend and implement each other. */
final class ClassFamily {

    private static final String PACKAGE = "workshop/step03/";

    /** What each class in the folder of Shims extends and implements, as far as it is there. */
    private static final Map<String, Set<String>> ABOVE =
            compiled().stream()
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    type -> above(type).collect(Collectors.toSet())));

    private ClassFamily() {}

    /**
     * A class, what it extends and implements, and what extends or implements it: code that knows
     * an interface may be handed any of those. Only classes of this step.
     *
     * @param type with slashes, as in a class file
     */
    static Set<String> of(String type) {
        if (!type.startsWith(PACKAGE)) {
            return Set.of();
        }
        var above = ABOVE.getOrDefault(type, Set.of()).stream();
        var below = ABOVE.keySet().stream().filter(each -> ABOVE.get(each).contains(type));
        return Stream.of(Stream.of(type), above, below)
                .flatMap(types -> types)
                .collect(Collectors.toSet());
    }

    private static Stream<String> above(String type) {
        try (var bytes = Shims.class.getClassLoader().getResourceAsStream(type + ".class")) {
            if (bytes == null) {
                return Stream.empty();
            }
            var code = new ClassReader(bytes);
            return Stream.concat(Stream.of(code.getInterfaces()), Stream.of(code.getSuperName()))
                    .filter(each -> each.startsWith(PACKAGE))
                    .flatMap(each -> Stream.concat(Stream.of(each), above(each)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> compiled() {
        try {
            var place = Shims.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (var files = Files.list(Path.of(place).resolve(PACKAGE))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> PACKAGE + name.replaceFirst("\\.class$", ""))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
