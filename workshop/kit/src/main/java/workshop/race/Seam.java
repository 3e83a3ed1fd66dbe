package workshop.race;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/**
 * A JDBC object with a seam around it. Observing is not enough here: a statement that finds a row locked must be made again
 * later, which the listeners of the known proxy libraries cannot do; so these are plain proxies of the JDK.
 */
abstract class Seam implements InvocationHandler {

    private final Object real;

    Seam(Object real) {
        this.real = real;
    }

    static <T> T proxy(Class<T> type, Seam seam) {
        return type.cast(Proxy.newProxyInstance(Seam.class.getClassLoader(), new Class<?>[] {type}, seam));
    }

    @Override
    public final Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> intercept(proxy, method, args == null ? new Object[0] : args);
        };
    }

    abstract Object intercept(Object proxy, Method method, Object[] args) throws Exception;

    final Object pass(Method method, Object... args) throws SQLException {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
