package workshop.step03;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;

/**
 * Whose repositories a task calls: Spring Data's {@code save} stores any entity, also another's.
 */
final class RepositoryCalls implements BeanPostProcessor {

    private static final ThreadLocal<Set<Type>> CALLED =
            ThreadLocal.withInitial(() -> EnumSet.noneOf(Type.class));

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
                        CALLED.get().add(type);
                    }
                    try {
                        return method.invoke(bean, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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

    static void begin() {
        CALLED.get().clear();
    }

    /** The types whose repositories this thread has called. */
    static Set<Type> called() {
        return Set.copyOf(CALLED.get());
    }
}
