package workshop.step05;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.cache.Cache;

/** Looks for something in what an object of ours holds on to. */
final class ObjectGraph {

    private final Predicate<Object> wanted;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ObjectGraph(Predicate<Object> wanted) {
        this.wanted = wanted;
    }

    /** The field of the object, or of its class, that leads to such a thing. */
    static Optional<String> field(Object holder, Predicate<Object> wanted) {
        var kept = new ObjectGraph(wanted);
        return fields(holder.getClass())
                .filter(field -> kept.holds(value(field, holder)))
                .map(Field::getName)
                .findFirst();
    }

    /** How many things each field of the object leads to, and each static one that it uses. */
    static Map<String, Integer> sizes(Object holder) {
        var sizes = new TreeMap<String, Integer>();
        fields(holder.getClass())
                .forEach(field -> sizes.put(field.getName(), size(value(field, holder))));
        UsedClasses.of(holder.getClass()).stream()
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getType().isPrimitive())
                .forEach(field -> sizes.put(field.getName(), size(value(field, null))));
        return sizes;
    }

    private static int size(Object value) {
        var all = new ObjectGraph(any -> false);
        all.holds(value);
        return all.seen.size();
    }

    /** The static field of that class that leads to such a thing, with the class. */
    private static Optional<String> staticField(Class<?> type, Predicate<Object> wanted) {
        var kept = new ObjectGraph(wanted);
        return Stream.of(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getType().isPrimitive())
                .filter(field -> kept.holds(value(field, null)))
                .map(field -> type.getSimpleName() + "." + field.getName())
                .findFirst();
    }

    /** The same for that class and those of its package that it uses. */
    static Optional<String> inStaticFields(Class<?> user, Predicate<Object> wanted) {
        return UsedClasses.of(user).stream()
                .flatMap(type -> staticField(type, wanted).stream())
                .findFirst();
    }

    /** The static field in which that class keeps a model or JPA's description of one, or "". */
    static String aModelInAStaticField(Class<?> user) {
        return inStaticFields(
                        user,
                        kept ->
                                kept instanceof ManagedType<?>
                                        || kept instanceof Class<?> type
                                                && Moderated.class.isAssignableFrom(type))
                .orElse("");
    }

    /** What the whole process keeps under a name that holds that text, beside our own fields. */
    static Optional<String> inTheProcess(String text) {
        var loggers = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList();
        return Stream.concat(
                        loggers.stream()
                                .map(Logger::getName)
                                .filter(name -> name.contains(text))
                                .map("as a logger: %s"::formatted),
                        System.getProperties().entrySet().stream()
                                .filter(each -> each.toString().contains(text))
                                .map("as a system property: %s"::formatted))
                .findFirst();
    }

    private boolean holds(Object value) {
        if (value == null || !seen.add(value)) {
            return false;
        }
        return wanted.test(value) || parts(value).anyMatch(this::holds);
    }

    /** Looks into containers and into our own classes; into no library's. */
    private static Stream<?> parts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Stream.concat(map.keySet().stream(), map.values().stream());
        } else if (value instanceof Collection<?> all) {
            return all.stream();
        } else if (value instanceof Object[] all) {
            return Stream.of(all);
        } else if (value instanceof ThreadLocal<?> mine) {
            return Stream.ofNullable(mine.get());
        } else if (value instanceof AtomicReference<?> reference) {
            return Stream.ofNullable(reference.get());
        } else if (value instanceof Optional<?> optional) {
            return optional.stream();
        } else if (value instanceof Cache cache) {
            return Stream.of(cache.getNativeCache());
        }
        return value.getClass().getName().startsWith("workshop.step05.")
                ? fields(value.getClass()).map(field -> value(field, value))
                : Stream.empty();
    }

    private static Stream<Field> fields(Class<?> type) {
        return type == null || !type.getName().startsWith("workshop.")
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type.getDeclaredFields())
                                .filter(field -> !field.getType().isPrimitive()),
                        fields(type.getSuperclass()));
    }

    private static Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(Modifier.isStatic(field.getModifiers()) ? null : holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
