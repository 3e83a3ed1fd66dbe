package workshop.step01.library;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A call of a public static method without parameters, as data: it can be stored, sent, and run
 * later.
 */
public final class MethodCall implements Supplier<Object>, Serializable {

    private static final long serialVersionUID = 1;

    private final Class<?> owner;
    private final String method;

    public MethodCall(Class<?> owner, String method) {
        this.owner = owner;
        this.method = method;
    }

    @Override
    public Object get() {
        try {
            return owner.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot call %s.%s()".formatted(owner.getName(), method), e);
        }
    }
}
