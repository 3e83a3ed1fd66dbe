package workshop.step01;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import workshop.queue.Message;

/**
 * Loads the classes of this step once more: nothing that another Signer remembered is in them, as
 * in another process. They tell {@link Comparisons} what they compare.
 */
final class SignerLoader extends ClassLoader {

    /** These stop at the first difference. */
    private static final Set<String> STOP_EARLY =
            Set.of(
                    "equals",
                    "deepEquals",
                    "equalsIgnoreCase",
                    "contentEquals",
                    "compareTo",
                    "compareToIgnoreCase",
                    "compare",
                    "compareUnsigned",
                    "mismatch",
                    "startsWith",
                    "endsWith",
                    "regionMatches",
                    "intern",
                    "contains",
                    "containsAll",
                    "containsValue",
                    "containsKey",
                    "disjoint");

    /** These only of texts: with a character or a number as argument, they look at no secret. */
    private static final Set<String> STOP_EARLY_OF_TEXT =
            Set.of("indexOf", "lastIndexOf", "matches");

    /** Of a map: it removes a key that has that value. */
    private static final String REMOVE_IF_EQUAL = "remove(Ljava/lang/Object;Ljava/lang/Object;)Z";

    private static final String PACKAGE = "workshop.step01.";
    private static final String RECORDER = Type.getInternalName(Comparisons.class);
    private static final Set<String> TELLING =
            Set.of(Comparisons.class.getName(), Lockstep.class.getName());

    private SignerLoader() {
        super(SignerLoader.class.getClassLoader());
    }

    /** A Signer of another process. */
    static Remote signer(byte[] key) {
        try {
            var type = new SignerLoader().loadClass(Signer.class.getName());
            return new Remote(type.getConstructor(byte[].class).newInstance((Object) key));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its class has Signer's name, and is another one. */
    record Remote(Object signer) {

        /** Another Signer of the same process. */
        Remote another(byte[] key) {
            try {
                var type = signer.getClass();
                return new Remote(type.getConstructor(byte[].class).newInstance((Object) key));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        Message sign(Message message) {
            return (Message) call("sign", message);
        }

        boolean isGenuine(Message message) {
            return (Boolean) call("isGenuine", message);
        }

        private Object call(String method, Message message) {
            try {
                return signer.getClass().getMethod(method, Message.class).invoke(signer, message);
            } catch (java.lang.reflect.InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE) || TELLING.contains(name)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(file.readAllBytes()).accept(new Recording(writer), 0);
            byte[] bytes = writer.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Recording extends ClassVisitor {

        private String type;

        Recording(ClassVisitor writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version, int access, String name, String sign, String top, String[] types) {
            type = name.replaceFirst(".*/", "").replace('$', '.');
            super.visit(version, access, name, sign, top, types);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String types, String sign, String[] exceptions) {
            return new Calls(super.visitMethod(access, name, types, sign, exceptions), type);
        }
    }

    private static final class Calls extends MethodVisitor {

        private final String type;
        private int line;

        Calls(MethodVisitor writer, String type) {
            super(Opcodes.ASM9, writer);
            this.type = type;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            super.visitLineNumber(number, start);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            record("step", "()V");
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String types, boolean ofInterface) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Type.getInternalName(Lockstep.class),
                    "step",
                    "()V",
                    false);
            if (isConstantTime(owner, name)) {
                record("isEqual", types);
                return;
            }
            if (stopsEarly(owner, name) || comparesTexts(owner, name, types)) {
                boolean twoSides = sides(opcode, types) == 2;
                super.visitInsn(twoSides ? Opcodes.DUP2 : Opcodes.ACONST_NULL);
                if (!twoSides) {
                    super.visitInsn(Opcodes.ACONST_NULL);
                }
                super.visitLdcInsn(described(owner, name));
                record("see", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V");
            }
            super.visitMethodInsn(opcode, owner, name, types, ofInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String types, Handle bootstrap, Object... arguments) {
            if (bootstrap.getOwner().endsWith("/ObjectMethods") && name.equals("equals")) {
                super.visitInsn(Opcodes.DUP2);
                super.visitLdcInsn("the equals of the record %s".formatted(type));
                record("see", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V");
            }
            Object[] recorded = arguments.clone();
            for (int i = 0; i < recorded.length; i++) {
                if (recorded[i] instanceof Handle to) {
                    if (isConstantTime(to.getOwner(), to.getName())) {
                        recorded[i] =
                                new Handle(
                                        Opcodes.H_INVOKESTATIC,
                                        RECORDER,
                                        "isEqual",
                                        to.getDesc(),
                                        false);
                    } else if (stopsEarly(to.getOwner(), to.getName())) {
                        super.visitInsn(Opcodes.ACONST_NULL);
                        super.visitInsn(Opcodes.ACONST_NULL);
                        super.visitLdcInsn(described(to.getOwner(), to.getName()));
                        record("see", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V");
                    }
                }
            }
            super.visitInvokeDynamicInsn(name, types, bootstrap, recorded);
        }

        private void record(String method, String types) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RECORDER, method, types, false);
        }

        private String described(String owner, String name) {
            return "%s.%s in line %d of %s"
                    .formatted(owner.replaceFirst(".*/", ""), name, line, type);
        }

        private static boolean isConstantTime(String owner, String name) {
            return owner.equals("java/security/MessageDigest") && name.equals("isEqual");
        }

        private static boolean stopsEarly(String owner, String name) {
            boolean isOurs = owner.equals(Type.getInternalName(Message.class));
            return (isOurs || owner.startsWith("java/")) && STOP_EARLY.contains(name)
                    || owner.equals("java/util/function/Predicate") && name.equals("isEqual");
        }

        private static boolean comparesTexts(String owner, String name, String types) {
            return owner.startsWith("java/")
                    && (STOP_EARLY_OF_TEXT.contains(name) && types.startsWith("(Ljava/lang/")
                            || REMOVE_IF_EQUAL.equals(name + types));
        }

        /** How many references are on the stack for this call; 0 when there are other things. */
        private static int sides(int opcode, String types) {
            Type[] parameters = Type.getArgumentTypes(types);
            boolean onlyReferences =
                    Arrays.stream(parameters).allMatch(type -> type.getSort() >= Type.ARRAY);
            int receiver = opcode == Opcodes.INVOKESTATIC ? 0 : 1;
            return onlyReferences ? parameters.length + receiver : 0;
        }
    }
}
