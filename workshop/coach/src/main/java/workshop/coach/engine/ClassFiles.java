package workshop.coach.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The classes that one compilation sees besides the libraries, and those that it makes. */
final class ClassFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<String, List<JavaFileObject>> known = new HashMap<>();
    private final Map<String, List<ClassFile>> made = new HashMap<>();

    ClassFiles(StandardJavaFileManager libraries, Collection<ClassFile> known) {
        super(libraries);
        for (var type : known) {
            this.known.computeIfAbsent(type.packageName(), key -> new ArrayList<>()).add(type);
        }
    }

    /** What was made, by the name of the source that it was made from. */
    Map<String, List<ClassFile>> made() {
        return made;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        var libraries = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH
                || !kinds.contains(JavaFileObject.Kind.CLASS)
                || !known.containsKey(packageName)) {
            return libraries;
        }
        var all = new ArrayList<>(known.get(packageName));
        libraries.forEach(all::add);
        return all;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ClassFile type
                ? type.binaryName()
                : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        var type = new ClassFile(className);
        made.computeIfAbsent(((SourceFile) sibling).name(), key -> new ArrayList<>()).add(type);
        return type;
    }
}
