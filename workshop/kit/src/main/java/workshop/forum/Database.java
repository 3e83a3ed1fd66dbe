package workshop.forum;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import workshop.redis.Container;

/**
 * The database of this run, if it is to be in a container. Spring asks for it before it reads the
 * settings, which name the database.
 */
public final class Database implements EnvironmentPostProcessor {

    private static final String PROPERTY = "workshop.db";
    private static final String CONTAINER = "workshop.containers.PostgresContainer";

    /**
     * Starts a PostgreSQL, if {@code -Dworkshop.db=testcontainers} asks for it. From then on, the
     * property is its address, for this JVM and for those that it starts.
     *
     * @throws IllegalStateException when it does not start; the message says what to do
     */
    public static synchronized void start() {
        if (Container.WISH.equals(System.getProperty(PROPERTY))) {
            System.setProperty(PROPERTY, Container.start(CONTAINER, PROPERTY).toString());
        }
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        start();
    }
}
