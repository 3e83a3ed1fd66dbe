package workshop.redis;

import java.net.URI;
import java.util.function.Supplier;

/**
 * A server in a container, for those who ask for one. The module that starts containers is on the
 * class path only then.
 */
public final class Container {

    /** What the system property of a server says when it is wanted in a container. */
    public static final String WISH = "testcontainers";

    private Container() {}

    /**
     * Starts a container.
     *
     * @param name of a class that does it when it is asked for the server's address
     * @param property the system property that asks for it
     * @throws IllegalStateException when it does not start; the message says what to do
     */
    public static URI start(String name, String property) {
        try {
            var container = Class.forName(name).asSubclass(Supplier.class);
            return (URI) container.getConstructor().newInstance().get();
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(
                    """
                    Testcontainers is not on the class path. Maven and the coach fetch it when you \
                    add -D%s=%s;
                    in an IDE, activate the Maven profile "%2$s" and reload the project.\
                    """
                            .formatted(property, WISH),
                    absent);
        }
    }
}
