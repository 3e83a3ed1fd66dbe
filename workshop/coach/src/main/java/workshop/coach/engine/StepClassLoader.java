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

/**
 * The classes of one build of a step, above the libraries that all builds share. A step's resources
 * come before those of the libraries, as on Maven's class path, where {@code
 * application.properties} of a step hides the kit's.
 */
final class StepClassLoader extends URLClassLoader {

    StepClassLoader(List<String> folders) throws MalformedURLException {
        super("step", urls(folders), StepClassLoader.class.getClassLoader());
    }

    private static URL[] urls(List<String> folders) throws MalformedURLException {
        var urls = new URL[folders.size()];
        for (var i = 0; i < urls.length; i++) {
            urls[i] = Path.of(folders.get(i)).toUri().toURL();
        }
        return urls;
    }

    @Override
    public URL getResource(String name) {
        var own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
