package workshop.step04;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Members of a class that must not compile: calls that make a target of anything but one long, and
 * kinds of target that someone adds. Which ones there could be depends on what {@link Target}
 * declares; whether they can be written, the compiler decides.
 */
final class WrongCalls {

    /** Those that anyone thinks of. */
    private static final List<String> FIXED =
            List.of(
                    "Target two = new Target(7L, 8L, null);",
                    "Target none = new Target(null, null, null);",
                    "Target none = new Target();",
                    "Target none = new Target(null, 7);",
                    "Target none = Target.question(null);",
                    "Target none = Target.answer(null);",
                    "Target none = Target.comment(null);",
                    "Target none = Target.question();",
                    "Target two = Target.question(7, 8);",
                    "static abstract class OfTwo implements Target { }",
                    "static abstract class OfTwo extends Target { }");

    private WrongCalls() {}

    static List<String> all() {
        var calls = new LinkedHashSet<>(FIXED);
        for (var type : family()) {
            boolean isTarget = Target.class.isAssignableFrom(type);
            if (isTarget) {
                for (var constructor : type.getDeclaredConstructors()) {
                    calls.addAll(constructions(constructor));
                    calls.addAll(extensions(constructor));
                }
                for (var field : type.getDeclaredFields()) {
                    calls.addAll(assignments(field));
                    calls.addAll(constants(field));
                }
            }
            if (isTarget && type.isInterface() && type != Target.class) {
                calls.add("static abstract class OfTwo implements %s { }".formatted(name(type)));
            }
            for (var method : type.getDeclaredMethods()) {
                calls.addAll(calls(method, isTarget));
            }
        }
        return List.copyOf(calls);
    }

    /** Target, its kinds, and what is declared inside them. */
    static Set<Class<?>> family() {
        var family = new LinkedHashSet<Class<?>>();
        var waiting = new ArrayDeque<Class<?>>(List.of(Target.class));
        while (!waiting.isEmpty()) {
            var type = waiting.pop();
            if (type.getCanonicalName() != null && family.add(type)) {
                waiting.addAll(List.of(type.getNestMembers()));
                waiting.addAll(
                        type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of());
            }
        }
        return family;
    }

    private static List<String> constructions(Constructor<?> constructor) {
        var type = constructor.getDeclaringClass();
        if (Modifier.isAbstract(type.getModifiers()) || takesOneLong(constructor)) {
            return List.of();
        }
        return withArguments("Target wrong = new " + name(type) + "(%s);", constructor);
    }

    private static List<String> extensions(Constructor<?> constructor) {
        var type = name(constructor.getDeclaringClass());
        var code = "static abstract class OfTwo extends " + type + " { OfTwo() { super(%s); } }";
        return withArguments(code, constructor);
    }

    private static List<String> assignments(Field field) {
        if (field.isSynthetic() || Modifier.isFinal(field.getModifiers())) {
            return List.of();
        }
        var code = "void change(%s target) { target.%s = %s; }";
        return List.of(
                code.formatted(
                        name(field.getDeclaringClass()),
                        field.getName(),
                        value(field.getType(), 0, 1)));
    }

    /** A constant that is no target of one id; one that is harms no one. */
    private static List<String> constants(Field field) {
        if (!Modifier.isStatic(field.getModifiers())
                || Modifier.isPrivate(field.getModifiers())
                || !Target.class.isAssignableFrom(field.getType())
                || isOfOneId(field)) {
            return List.of();
        }
        return List.of(
                "Target none = %s.%s;".formatted(name(field.getDeclaringClass()), field.getName()));
    }

    private static boolean isOfOneId(Field field) {
        try {
            field.setAccessible(true);
            var target = (Target) field.get(null);
            return target.id() == Target.of(target.payload()).id();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static List<String> calls(Method method, boolean onTarget) {
        if (method.isSynthetic() || !makesTargets(method) || isAllowed(method, onTarget)) {
            return List.of();
        }
        var owner = name(method.getDeclaringClass());
        var call = "." + method.getName() + "(%s)";
        if (Modifier.isStatic(method.getModifiers())) {
            return withArguments("Object wrong = " + owner + call + ";", method);
        }
        if (method.getDeclaringClass() == Target.class) {
            return withArguments("Object wrong = Target.question(7)" + call + ";", method);
        }
        return withArguments(
                "Object wrong(" + owner + " made) { return made" + call + "; }", method);
    }

    /** Whether it returns a target, or an Optional, a list or an array of targets. */
    private static boolean makesTargets(Method method) {
        var made = method.getReturnType();
        if (made.isArray()) {
            made = made.getComponentType();
        }
        return Target.class.isAssignableFrom(made)
                || method.getGenericReturnType() instanceof ParameterizedType generic
                        && generic.getActualTypeArguments().length == 1
                        && generic.getActualTypeArguments()[0] instanceof Class<?> argument
                        && Target.class.isAssignableFrom(argument)
                        && !made.getSimpleName().equals("Comparator")
                        && !made.getSimpleName().equals("Class");
    }

    /**
     * One long, or one list that arrives, may make a target; another test checks the result. A
     * method of a target may return one only if it takes nothing.
     */
    private static boolean isAllowed(Method method, boolean onTarget) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        if (method.getParameterCount() == 0) {
            return onTarget && !isStatic;
        }
        return takesOneLong(method) && (isStatic || !onTarget) || readsPayload(method);
    }

    static boolean readsPayload(Method method) {
        return Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 1
                && Iterable.class.isAssignableFrom(method.getParameterTypes()[0])
                && method.getParameterTypes()[0].isAssignableFrom(List.class);
    }

    private static boolean takesOneLong(Executable executable) {
        return Arrays.equals(executable.getParameterTypes(), new Class<?>[] {long.class});
    }

    /**
     * With a cast before each null, and without: each may compile where the other does not. For an
     * Optional, which is more than null, also with null.
     */
    private static List<String> withArguments(String code, Executable executable) {
        var types = executable.getParameterTypes();
        var plain = new ArrayList<String>();
        var casts = new ArrayList<String>();
        var nulls = new ArrayList<String>();
        IntStream.range(0, types.length)
                .forEach(
                        i -> {
                            var value = value(types[i], i, types.length);
                            plain.add(value);
                            casts.add(
                                    value.equals("null") ? "(" + name(types[i]) + ") null" : value);
                            nulls.add(types[i].isPrimitive() ? value : "null");
                        });
        var several = executable.isVarArgs() ? List.of("7L", "8L") : plain;
        boolean isFilled = plain.stream().anyMatch(value -> value.startsWith("Optional"));
        return List.of(several, plain, casts, isFilled ? nulls : plain).stream()
                .map(values -> code.formatted(String.join(", ", values)))
                .distinct()
                .collect(Collectors.toList());
    }

    private static String value(Class<?> type, int place, int places) {
        if (type == boolean.class) {
            return "true";
        }
        if (type.isPrimitive()) {
            return type == long.class ? 7 + place + "L" : "(%s) %d".formatted(type, 7 + place);
        }
        boolean given = places > 1 && place < 2;
        if (type == Optional.class || type == OptionalLong.class) {
            return type.getSimpleName() + (given ? ".of(%dL)".formatted(7 + place) : ".empty()");
        }
        return type == Long.class && given ? 7 + place + "L" : "null";
    }

    private static String name(Class<?> type) {
        return type.getCanonicalName().replaceFirst("^workshop\\.step04\\.Target\\b", "Target");
    }
}
