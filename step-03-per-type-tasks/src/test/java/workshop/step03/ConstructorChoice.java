package workshop.step03;

import java.lang.reflect.Constructor;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;

/**
 * Where a class of this step has several constructors and none is marked, Spring looks for one that
 * takes nothing, and its words tell only that there is no such one.
 */
final class ConstructorChoice implements SmartInstantiationAwareBeanPostProcessor {

    @Override
    public Constructor<?>[] determineCandidateConstructors(Class<?> type, String name) {
        var constructors = type.getDeclaredConstructors();
        if (type.getPackageName().equals(ConstructorChoice.class.getPackageName())
                && constructors.length > 1
                && Stream.of(constructors)
                        .noneMatch(
                                it ->
                                        it.getParameterCount() == 0
                                                || it.isAnnotationPresent(Autowired.class))) {
            throw new IllegalStateException(
                    """
                    %s has %d constructors, and Spring cannot choose: keep one, or mark one with \
                    @Autowired.\
                    """
                            .formatted(type.getSimpleName(), constructors.length));
        }
        return null; // Spring goes on as always
    }
}
