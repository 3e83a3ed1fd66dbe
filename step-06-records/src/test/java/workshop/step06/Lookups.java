package workshop.step06;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads this step's classes once more, and notes the name of every class that their code seeks. */
final class Lookups extends ClassLoader {

    private final List<String> sought = new ArrayList<>();

    private Lookups() {
        super(Verdict.class.getClassLoader());
    }

    /** The names of the classes that {@link Verdict#inflate} looked up to read this. */
    static List<String> whileInflating(Map<String, ?> data) {
        var lookups = new Lookups();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(lookups);
        try {
            lookups.loadClass("workshop.step06.Verdict")
                    .getMethod("inflate", Map.class)
                    .invoke(null, data);
        } catch (InvocationTargetException e) {
            Refused.rethrowTodo(e.getCause()); // any other refusal is the business of other tests
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return lookups.sought;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        sought.add(name);
        if (!name.startsWith("workshop.step06.")) {
            return super.loadClass(name, resolve);
        }
        var loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
