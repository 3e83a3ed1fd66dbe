package workshop.step03;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.GenericTypeResolver;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Whose repositories a task calls: Spring Data's {@code save} stores any entity, also another's.
 */
final class RepositoryCalls implements BeanPostProcessor {

    private static final ThreadLocal<List<Call>> CALLED = ThreadLocal.withInitial(ArrayList::new);
    private static final ThreadLocal<Runnable> BEFORE_THE_NEXT = new ThreadLocal<>();

    /**
     * A call of a repository.
     *
     * @param type whose repository it is
     * @param inTransaction whether the caller had begun a transaction
     * @param readOnly whether that one only reads
     */
    record Call(ForumType type, String method, boolean inTransaction, boolean readOnly) {

        boolean saves() {
            return method.startsWith("save");
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        var type = typeOf(bean);
        if (type == null) {
            return bean;
        }
        return Proxy.newProxyInstance(
                bean.getClass().getClassLoader(),
                ClassUtils.getAllInterfaces(bean),
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() != Object.class) {
                        beforeTheNext();
                        CALLED.get().add(call(type, method.getName()));
                    }
                    try {
                        return method.invoke(bean, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void beforeTheNext() {
        var work = BEFORE_THE_NEXT.get();
        BEFORE_THE_NEXT.remove();
        if (work != null) {
            work.run();
        }
    }

    private static Call call(ForumType type, String method) {
        return new Call(
                type,
                method,
                TransactionSynchronizationManager.isActualTransactionActive(),
                TransactionSynchronizationManager.isCurrentTransactionReadOnly());
    }

    /** Whose repository it is, also if it is one of the learner's own; or null. */
    static ForumType typeOf(Object bean) {
        return Stream.ofNullable(bean)
                .flatMap(it -> Stream.of(it.getClass().getInterfaces()))
                .filter(Repository.class::isAssignableFrom)
                .map(it -> GenericTypeResolver.resolveTypeArguments(it, Repository.class))
                .filter(Objects::nonNull)
                .flatMap(arguments -> typeNamed(arguments[0].getSimpleName()))
                .findFirst()
                .orElse(null);
    }

    private static Stream<ForumType> typeNamed(String entity) {
        return Stream.of(ForumType.values()).filter(type -> type.entity().equals(entity));
    }

    /** What happens before this thread's next call, once. */
    static void beforeTheNext(Runnable work) {
        BEFORE_THE_NEXT.set(work);
    }

    static void begin() {
        CALLED.get().clear();
    }

    /** The calls of this thread. */
    static List<Call> calls() {
        return List.copyOf(CALLED.get());
    }

    /** The types whose repositories this thread has called. */
    static Set<ForumType> called() {
        return CALLED.get().stream().map(Call::type).collect(Collectors.toSet());
    }
}
