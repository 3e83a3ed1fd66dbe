package workshop.grading;

import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.annotation.Transactional;

/** What a learner's classes declare, for a message that asks whether they rely on it. */
public final class Declares {

    private Declares() {}

    /** Whether the class has an {@code assert}: javac adds a field that says whether it is off. */
    public static boolean asserts(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .anyMatch(field -> field.getName().equals("$assertionsDisabled"));
    }

    /** Whether one of the classes, or a method of theirs, is {@code @Transactional}. */
    public static boolean transactional(Class<?>... types) {
        return Stream.of(types)
                .flatMap(
                        type ->
                                Stream.concat(
                                        Stream.of(type), Stream.of(type.getDeclaredMethods())))
                .anyMatch(it -> AnnotatedElementUtils.hasAnnotation(it, Transactional.class));
    }
}
