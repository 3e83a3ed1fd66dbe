package workshop.grading.queue;

import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;

/** Gives every test that asks for a {@link TaskQueue} an empty one, and deletes it afterwards. */
public final class FreshQueue implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == TaskQueue.class;
    }

    @Override
    public TaskQueue resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(Namespace.create(FreshQueue.class))
                .computeIfAbsent("queue", key -> new Lent(), Lent.class)
                .queue;
    }

    /** JUnit closes it when the test is over. */
    private static final class Lent implements AutoCloseable {

        private final String name = "test:" + UUID.randomUUID();
        private final TaskQueue queue = new TaskQueue(QueueServer.ofThisRun().queue(name));

        @Override
        public void close() {
            QueueServer.ofThisRun().delete(name);
        }
    }
}
