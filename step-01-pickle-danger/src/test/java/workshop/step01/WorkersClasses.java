package workshop.step01;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The classes that a process has of this step, loaded once more: with a canary of its own, and
 * without those of the tests.
 */
final class WorkersClasses extends URLClassLoader {

    private static final String STEP = "workshop.step01.";

    private final Predicate<String> has;

    private WorkersClasses(Predicate<String> has) {
        super(
                new URL[] {Attack.class.getProtectionDomain().getCodeSource().getLocation()},
                WorkersClasses.class.getClassLoader());
        this.has = has;
    }

    /** A worker's: it knows the draft, the canary and the library. */
    static WorkersClasses worker() {
        return new WorkersClasses(
                name ->
                        name.startsWith(STEP + "library.")
                                || name.equals(Draft.class.getName())
                                || name.equals(Canary.class.getName()));
    }

    /** The attacker's. */
    static WorkersClasses attacker() {
        return new WorkersClasses(name -> !name.equals(Gadget.class.getName()));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(STEP) || name.equals(Songs.class.getName())) {
            return super.loadClass(name, resolve);
        }
        if (!has.test(name)) {
            throw new ClassNotFoundException(name);
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        return name.equals(Canary.class.getName()) ? canary() : findClass(name);
    }

    /** It tells {@link Songs} where it is when it sings. */
    private Class<?> canary() throws ClassNotFoundException {
        String name = Canary.class.getName();
        try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(file.readAllBytes()).accept(new Telling(writer), 0);
            byte[] bytes = writer.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Telling extends ClassVisitor {

        Telling(ClassVisitor writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String types, String sign, String[] exceptions) {
            var method = super.visitMethod(access, name, types, sign, exceptions);
            if (name.equals("sing")) {
                method.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(Songs.class),
                        "sung",
                        "()V",
                        false);
            }
            return method;
        }
    }

    int songs() {
        return (Integer) call(Canary.class, "songs");
    }

    /** Calls the static method of this loader's class of that name. */
    Object call(Class<?> type, String method) {
        try {
            return loadClass(type.getName()).getMethod(method).invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw new Thrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the called method threw is its cause. */
    static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1;

        Thrown(Throwable cause) {
            super(cause);
        }
    }

    /** Reads an object as a plain ObjectInputStream in that process would. */
    Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new Stream(bytes)) {
            return in.readObject();
        }
    }

    /** All objects in the bytes' first object, as far as they can be read. */
    List<Object> objectsIn(byte[] bytes) {
        return objectsIn(bytes, 0);
    }

    /** All objects behind it, which no reader of a single one gets to. */
    List<Object> objectsBehindTheFirst(byte[] bytes) {
        return objectsIn(bytes, 1);
    }

    private List<Object> objectsIn(byte[] bytes, int skipped) {
        var objects = new ArrayList<Object>();
        try (var in = new Stream(bytes)) {
            for (int object = 0; object < skipped; object++) {
                in.readObject();
            }
            in.tell(objects);
            in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            // What came before it is in the list.
        }
        return objects;
    }

    private final class Stream extends ObjectInputStream {

        private List<Object> objects;

        Stream(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        /** From now on, each object that was read is added to that list. */
        void tell(List<Object> list) {
            objects = list;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            objects.add(object);
            return object;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type)
                throws IOException, ClassNotFoundException {
            return type.getName().contains(STEP)
                    ? Class.forName(type.getName(), false, WorkersClasses.this)
                    : super.resolveClass(type);
        }
    }
}
