package workshop.step05;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes of its package that a class uses, directly or through others: its file names them.
 */
final class UsedClasses {

    private final Set<Class<?>> used = new LinkedHashSet<>();

    private UsedClasses() {}

    static Set<Class<?>> of(Class<?> type) {
        var all = new UsedClasses();
        all.add(type);
        return all.used;
    }

    /** Whether the class, or one that it uses, has that text in its file. */
    static boolean anyMentions(Class<?> type, String text) {
        return of(type).stream().anyMatch(used -> bytes(used).contains(text));
    }

    private void add(Class<?> type) {
        if (!used.add(type)) {
            return;
        }
        var own = type.getPackageName().replace('.', '/') + "/";
        Pattern.compile(Pattern.quote(own) + "([A-Za-z0-9_$]+)")
                .matcher(bytes(type))
                .results()
                .map(name -> type.getPackageName() + "." + name.group(1))
                .distinct()
                .flatMap(name -> find(name, type.getClassLoader()).stream())
                .forEach(this::add);
    }

    private static String bytes(Class<?> type) {
        var file = type.getName().replaceFirst(".*\\.", "") + ".class";
        try (var in = type.getResourceAsStream(file)) {
            return in == null ? "" : new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError notOne) {
            return Optional.empty();
        }
    }
}
