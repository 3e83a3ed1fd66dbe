package workshop.coach.engine;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of one build of a step, above the libraries that all builds share. A step's resources
 * come before those of the libraries, as on Maven's class path, where {@code
 * application.properties} of a step hides the kit's.
 *
 * <p>Whenever they start, Spring and Hibernate ask for many classes and resources that no library
 * has, and each time all jars would be searched. While a JVM runs, its libraries stay as they are,
 * so they are asked once.
 */
final class StepClassLoader extends URLClassLoader {

    private static final ClassLoader LIBRARIES = StepClassLoader.class.getClassLoader();
    private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();
    private static final Map<String, Optional<URL>> RESOURCE = new ConcurrentHashMap<>();
    private static final Map<String, List<URL>> RESOURCES = new ConcurrentHashMap<>();

    StepClassLoader(List<String> folders) throws MalformedURLException {
        super("step", urls(folders), LIBRARIES);
    }

    private static URL[] urls(List<String> folders) throws MalformedURLException {
        var urls = new URL[folders.size()];
        for (var i = 0; i < urls.length; i++) {
            urls[i] = Path.of(folders.get(i)).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var own = findLoadedClass(name);
            if (own != null) {
                return own;
            }
            var shared = CLASSES.computeIfAbsent(name, StepClassLoader::classOfLibraries);
            return shared.isPresent() ? shared.get() : findClass(name);
        }
    }

    private static Optional<Class<?>> classOfLibraries(String name) {
        try {
            return Optional.of(LIBRARIES.loadClass(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public URL getResource(String name) {
        var own = findResource(name);
        return own != null
                ? own
                : RESOURCE.computeIfAbsent(
                                name, any -> Optional.ofNullable(LIBRARIES.getResource(any)))
                        .orElse(null);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var all = new ArrayList<>(Collections.list(findResources(name)));
        var shared = RESOURCES.get(name);
        if (shared == null) {
            shared = Collections.list(LIBRARIES.getResources(name));
            RESOURCES.put(name, shared);
        }
        all.addAll(shared);
        return Collections.enumeration(all);
    }
}
