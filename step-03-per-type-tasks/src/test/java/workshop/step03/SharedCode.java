package workshop.step03;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * What the tasks of a class run, read from the class files: {@link Shims} itself, this step's
 * classes that it uses, with those that they extend and those that implement them, and those
 * methods of {@link TaskPerType} that it calls.
 */
final class SharedCode {

    private static final String PACKAGE = "workshop/step03/";
    private static final String TASKS = PACKAGE + "TaskPerType";
    private static final Set<String> ENTITIES =
            Set.of(
                    "workshop/forum/Question",
                    "workshop/forum/Answer",
                    "workshop/forum/Comment",
                    PACKAGE + "Announcement");

    private static final Set<String> REPOSITORIES =
            Set.of(
                    "workshop/forum/Questions",
                    "workshop/forum/Answers",
                    "workshop/forum/Comments",
                    PACKAGE + "Announcements");

    /** A method, and what it does; {@code calls} are those of methods of any class. */
    private record Code(String file, List<Call> calls, Set<String> uses, Set<String> questions) {}

    private record Call(String owner, String name, String descriptor, int line) {

        String method() {
            return owner + "." + name + descriptor;
        }
    }

    private final Map<String, Map<String, Code>> classes = new HashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final List<Code> codes = new ArrayList<>();

    SharedCode() {
        this(Shims.class);
    }

    SharedCode(Class<?> tasks) {
        var waiting = new ArrayDeque<String>(read(Type.getInternalName(tasks)).keySet());
        while (!waiting.isEmpty()) {
            var method = waiting.pop();
            var code = read(method.substring(0, method.indexOf('.'))).get(method);
            if (code == null || !reached.add(method)) {
                continue;
            }
            codes.add(code);
            for (var call : code.calls()) {
                if (isTask(call.owner())) {
                    waiting.add(call.method());
                }
            }
            for (var used : code.uses().stream().filter(type -> !isTask(type)).toList()) {
                ClassFamily.of(used).stream()
                        .filter(type -> !isTask(type))
                        .forEach(type -> waiting.addAll(read(type).keySet()));
            }
        }
    }

    /** Who knows whose repository it is knows the type. */
    private static boolean tellsTheType(String name) {
        return ENTITIES.contains(name) || REPOSITORIES.contains(name);
    }

    private static boolean isTask(String type) {
        return type.equals(TASKS) || type.startsWith(TASKS + "$");
    }

    /** Where that method is called or referred to, such as {@code Shims.java:42}. */
    List<String> callsOf(Class<?> owner, String method) {
        var owners = new HashSet<>(owner.isInterface() ? ENTITIES : Set.of());
        owners.add(Type.getInternalName(owner));
        return codes.stream()
                .flatMap(
                        code ->
                                code.calls().stream()
                                        .filter(call -> call.name().equals(method))
                                        .filter(call -> owners.contains(call.owner()))
                                        .map(call -> code.file() + ":" + call.line()))
                .sorted()
                .toList();
    }

    /** Where that method calls something; none or one place. */
    List<String> placesIn(Method method) {
        return places(method, call -> true);
    }

    /** Where that method enqueues something, or else calls something; none or one place. */
    List<String> enqueuingIn(Method method) {
        var places = places(method, call -> call.name().equals("enqueue"));
        return places.isEmpty() ? placesIn(method) : places;
    }

    private List<String> places(Method method, Predicate<Call> which) {
        var type = Type.getInternalName(method.getDeclaringClass());
        var code = read(type).get(type + "." + method.getName() + Type.getMethodDescriptor(method));
        return code.calls().stream()
                .filter(which)
                .limit(1)
                .map(call -> code.file() + ":" + call.line())
                .toList();
    }

    /**
     * Where code asks whether a post is a question: by instanceof, or by comparing classes or
     * repositories.
     */
    Set<String> questionsAboutTheType() {
        var questions = new TreeSet<String>();
        codes.forEach(code -> questions.addAll(code.questions()));
        return questions;
    }

    /** A failure that points at the last of these places, as if it had happened there. */
    static AssertionError failure(String message, List<String> places) {
        var failure = new AssertionError(message);
        if (!places.isEmpty()) {
            var place = places.get(places.size() - 1).split(":");
            var type = "workshop.step03." + place[0].replace(".java", "");
            var line = Integer.parseInt(place[1]);
            failure.setStackTrace(
                    new StackTraceElement[] {new StackTraceElement(type, "", place[0], line)});
        }
        return failure;
    }

    /** The methods of a class of this step; none for any other. */
    private Map<String, Code> read(String type) {
        return classes.computeIfAbsent(type, this::parse);
    }

    private Map<String, Code> parse(String type) {
        var methods = new HashMap<String, Code>();
        try (var bytes = Shims.class.getClassLoader().getResourceAsStream(type + ".class")) {
            if (bytes != null && type.startsWith(PACKAGE)) {
                new ClassReader(bytes).accept(new Reader(type, methods), ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }

    private static final class Reader extends ClassVisitor {

        private final String type;
        private final Map<String, Code> methods;
        private final Set<String> nested = new HashSet<>();
        private String file = "?";

        Reader(String type, Map<String, Code> methods) {
            super(Opcodes.ASM9);
            this.type = type;
            this.methods = methods;
        }

        @Override
        public void visitSource(String source, String debug) {
            file = source;
        }

        @Override
        public void visitNestMember(String member) {
            nested.add(member);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            var code = new Code(file, new ArrayList<>(), new HashSet<>(nested), new HashSet<>());
            methods.put(type + "." + name + descriptor, code);
            return new MethodReader(code);
        }
    }

    private static final class MethodReader extends MethodVisitor {

        private static final Set<String> COMPARISONS =
                Set.of("equals", "isInstance", "isAssignableFrom");

        private static final Set<String> NAMES =
                Set.of("getName", "getSimpleName", "getTypeName", "getCanonicalName");

        /** A switch over texts begins with their hash codes. */
        private static final Set<String> TEXT_COMPARISONS =
                Set.of(
                        "equals",
                        "equalsIgnoreCase",
                        "hashCode",
                        "contains",
                        "startsWith",
                        "endsWith",
                        "matches");

        private static final Set<String> LOOKUPS = Set.of("get", "getOrDefault", "containsKey");

        private final Code code;
        private final Set<Label> triedFrom = new HashSet<>();
        private final Set<Label> triedTo = new HashSet<>();
        private int tries;
        private int line;

        /** Instructions since an entity's class or repository was loaded; to pass it on is none. */
        private int sinceEntity = Integer.MAX_VALUE;

        /** Whether the last call was for the name of a class; to print it is no question. */
        private boolean hasName;

        /** Whether the last call was for the class of something. */
        private boolean hasClass;

        MethodReader(Code code) {
            super(Opcodes.ASM9);
            this.code = code;
        }

        private void question() {
            code.questions().add(code.file() + ":" + line);
        }

        private void next() {
            sinceEntity = sinceEntity < 2 ? sinceEntity + 1 : Integer.MAX_VALUE;
        }

        private void call(String owner, String name, String descriptor) {
            code.calls().add(new Call(owner, name, descriptor, line));
            code.uses().add(owner);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            this.line = line;
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            next();
        }

        @Override
        public void visitLdcInsn(Object value) {
            sinceEntity = Integer.MAX_VALUE;
            if (value instanceof Type type && type.getSort() == Type.OBJECT) {
                code.uses().add(type.getInternalName());
                if (tellsTheType(type.getInternalName())) {
                    sinceEntity = 0;
                }
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            code.uses().add(owner);
            if (opcode == Opcodes.GETFIELD
                    && REPOSITORIES.contains(Type.getType(descriptor).getInternalName())) {
                sinceEntity = 0;
            } else {
                next();
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            code.uses().add(type);
            boolean asks = opcode == Opcodes.INSTANCEOF || opcode == Opcodes.CHECKCAST && tries > 0;
            if (asks && tellsTheType(type)) {
                question();
            }
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            call(owner, name, descriptor);
            if (sinceEntity <= 2 && COMPARISONS.contains(name)) {
                question();
            }
            if (hasName && owner.equals("java/lang/String") && TEXT_COMPARISONS.contains(name)) {
                question();
            }
            if (hasClass && owner.equals("java/util/Map") && LOOKUPS.contains(name)) {
                question();
            }
            hasName = owner.equals("java/lang/Class") && NAMES.contains(name);
            hasClass = name.equals("getClass") || hasClass && name.equals("requireNonNull");
            if (name.equals("getClass")) {
                next();
            } else {
                sinceEntity = Integer.MAX_VALUE;
            }
        }

        /** To try a cast to an entity, and to go on where it fails, asks for the type, too. */
        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if ("java/lang/ClassCastException".equals(type)) {
                triedFrom.add(start);
                triedTo.add(end);
            }
        }

        @Override
        public void visitLabel(Label label) {
            if (triedFrom.contains(label)) {
                tries++;
            }
            if (triedTo.contains(label)) {
                tries--;
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (sinceEntity <= 2 && (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE)) {
                question();
            }
            sinceEntity = Integer.MAX_VALUE;
        }

        /** Lambdas and method references, and a switch with patterns. */
        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            hasName = false;
            Stream.of(arguments)
                    .filter(Handle.class::isInstance)
                    .map(Handle.class::cast)
                    .forEach(made -> call(made.getOwner(), made.getName(), made.getDesc()));
            if (name.equals("typeSwitch")
                    && Stream.of(arguments).anyMatch(argument -> tellsTheType(nameOf(argument)))) {
                question();
            }
        }

        private static String nameOf(Object argument) {
            return argument instanceof Type type && type.getSort() == Type.OBJECT
                    ? type.getInternalName()
                    : "";
        }
    }
}
