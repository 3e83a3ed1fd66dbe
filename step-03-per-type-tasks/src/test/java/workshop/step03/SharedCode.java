package workshop.step03;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * What the tasks of {@link Shims} run, read from the class files: Shims itself, the classes that it
 * uses, and those methods of {@link TaskPerType} that it calls.
 */
final class SharedCode {

    private static final Set<String> ENTITIES =
            Set.of(
                    "workshop/forum/Question",
                    "workshop/forum/Answer",
                    "workshop/forum/Comment",
                    "workshop/step03/Announcement");

    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    private final Set<JavaClass> helpers = new LinkedHashSet<>();

    SharedCode() {
        var classes =
                ArchConfiguration.withThreadLocalScope(
                        settings -> {
                            // Spring's and Hibernate's classes would take many seconds
                            settings.setResolveMissingDependenciesFromClassPath(false);
                            return new ClassFileImporter()
                                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                    .importPackagesOf(Shims.class);
                        });
        var waiting = new ArrayDeque<JavaCodeUnit>();
        add(classes.get(Shims.class), waiting);
        while (!waiting.isEmpty()) {
            var unit = waiting.pop();
            if (!reached.add(unit)) {
                continue;
            }
            for (var access : unit.getAccessesFromSelf()) {
                var owner = access.getTargetOwner();
                if (!classes.contain(owner.getName())) {
                    continue;
                }
                if (!isTaskPerType(owner)) {
                    add(owner, waiting);
                } else if (access.getTarget().resolveMember().orElse(null)
                                instanceof JavaCodeUnit called
                        && !called.isConstructor()) {
                    waiting.add(called);
                }
            }
        }
    }

    /** The whole class, and what stands behind it: nested classes, and those that implement it. */
    private void add(JavaClass type, ArrayDeque<JavaCodeUnit> waiting) {
        if (!helpers.add(type)) {
            return;
        }
        waiting.addAll(type.getCodeUnits());
        type.getStaticInitializer().ifPresent(waiting::add);
        type.getAllSubclasses().forEach(subclass -> add(subclass, waiting));
    }

    private static boolean isTaskPerType(JavaClass type) {
        return type.getName().matches("workshop\\.step03\\.TaskPerType(\\$.*)?");
    }

    /** Where that method is called or referred to, such as {@code Shims.java:42}. */
    List<String> callsOf(Class<?> owner, String method) {
        return reached.stream()
                .flatMap(unit -> unit.getAccessesFromSelf().stream())
                .filter(access -> access.getTarget().getName().equals(method))
                .filter(access -> isOrImplements(access.getTargetOwner(), owner))
                .map(SharedCode::place)
                .sorted()
                .toList();
    }

    private static boolean isOrImplements(JavaClass type, Class<?> owner) {
        return type.getName().equals(owner.getName())
                || owner.isInterface() && ENTITIES.contains(type.getName().replace('.', '/'));
    }

    private static String place(JavaAccess<?> access) {
        return file(access.getOriginOwner()) + ":" + access.getLineNumber();
    }

    private static String file(JavaClass type) {
        return type.getSource().flatMap(Source::getFileName).orElse("?");
    }

    /** Where code asks whether a post is a question: by instanceof, or by comparing classes. */
    Set<String> questionsAboutTheType() throws IOException {
        var places = new TreeSet<String>();
        for (var type : helpers) {
            var source = type.getSource();
            if (source.isPresent()) {
                try (var bytes = source.get().getUri().toURL().openStream()) {
                    ask(bytes, file(type), places);
                }
            }
        }
        return places;
    }

    private static void ask(InputStream bytes, String file, Set<String> places) throws IOException {
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    String signature,
                                    String[] exceptions) {
                                return new Questions(file, places);
                            }
                        },
                        ClassReader.SKIP_FRAMES);
    }

    /**
     * A class of an entity that is compared, at most two instructions later; to hand it over is no
     * question.
     */
    private static final class Questions extends MethodVisitor {

        private static final Set<String> COMPARISONS =
                Set.of("equals", "isInstance", "isAssignableFrom");

        private final String file;
        private final Set<String> places;
        private int line;
        private int sinceEntity = Integer.MAX_VALUE;

        Questions(String file, Set<String> places) {
            super(Opcodes.ASM9);
            this.file = file;
            this.places = places;
        }

        private void found() {
            places.add(file + ":" + line);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            this.line = line;
        }

        @Override
        public void visitLdcInsn(Object value) {
            boolean entity =
                    value instanceof Type type
                            && type.getSort() == Type.OBJECT
                            && ENTITIES.contains(type.getInternalName());
            sinceEntity = entity ? 0 : Integer.MAX_VALUE;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.INSTANCEOF && ENTITIES.contains(type)) {
                found();
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            next();
        }

        private void next() {
            sinceEntity = sinceEntity < 2 ? sinceEntity + 1 : Integer.MAX_VALUE;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (sinceEntity <= 2 && COMPARISONS.contains(name)) {
                found();
            }
            if (name.equals("getClass")) {
                next();
            } else {
                sinceEntity = Integer.MAX_VALUE;
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (sinceEntity <= 2 && (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE)) {
                found();
            }
            sinceEntity = Integer.MAX_VALUE;
        }

        /** A switch with patterns asks by way of java.lang.runtime.SwitchBootstraps. */
        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            if (name.equals("typeSwitch")
                    && Stream.of(arguments)
                            .anyMatch(
                                    argument ->
                                            argument instanceof Type type
                                                    && ENTITIES.contains(type.getInternalName()))) {
                found();
            }
        }
    }
}
