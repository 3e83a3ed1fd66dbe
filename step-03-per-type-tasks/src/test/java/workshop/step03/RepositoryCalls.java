package workshop.step03;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;

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
    record Call(Type type, String method, boolean inTransaction, boolean readOnly) {

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

    private static Call call(Type type, String method) {
        return new Call(
                type,
                method,
                TransactionSynchronizationManager.isActualTransactionActive(),
                TransactionSynchronizationManager.isCurrentTransactionReadOnly());
    }

    /** Whose repository it is, or null. */
    static Type typeOf(Object bean) {
        if (bean instanceof Questions) {
            return Type.QUESTION;
        }
        if (bean instanceof Answers) {
            return Type.ANSWER;
        }
        if (bean instanceof Comments) {
            return Type.COMMENT;
        }
        return bean instanceof Announcements ? Type.ANNOUNCEMENT : null;
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
    static Set<Type> called() {
        return CALLED.get().stream().map(Call::type).collect(Collectors.toSet());
    }
}
