package workshop.step05;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.queue.Discard;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/** What the tests do with the application: transactions, the queue, and a clean slate. */
@Component
class Forum {

    /** When a test stops to believe that a task comes to rest by itself. */
    static final int ENOUGH = 5;

    private static final String QUEUE = "test:" + UUID.randomUUID();

    private final EntityManager entities;
    private final EntityManagerFactory factory;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;
    private final ModerationQueue moderation;

    Forum(
            EntityManager entities,
            EntityManagerFactory factory,
            TransactionTemplate transaction,
            TaskQueue queue,
            ModerationQueue moderation) {
        this.entities = entities;
        this.factory = factory;
        this.transaction = transaction;
        this.queue = queue;
        this.moderation = moderation;
    }

    /** A queue of this run's own. */
    @Bean
    static DynamicPropertyRegistrar queueName() {
        return registry -> registry.add("moderation.queue", () -> QUEUE);
    }

    /** Nothing in the queue, no rows. */
    void clear() {
        Redis.client().del(QUEUE, QUEUE + ":dead");
        inTransaction(
                em ->
                        factory.getMetamodel()
                                .getEntities()
                                .forEach(
                                        type ->
                                                em.createQuery("delete from " + type.getName())
                                                        .executeUpdate()));
    }

    void inTransaction(Consumer<EntityManager> work) {
        transaction.executeWithoutResult(status -> work.accept(entities));
    }

    /** What a query in a transaction of its own sees. */
    <T> T see(Function<EntityManager, T> work) {
        return transaction.execute(status -> work.apply(entities));
    }

    void rolledBack(Consumer<EntityManager> work) {
        transaction.executeWithoutResult(
                status -> {
                    work.accept(entities);
                    status.setRollbackOnly();
                });
    }

    /** Persists it in the transaction at hand. */
    void persist(Moderated post) {
        entities.persist(post);
    }

    /** A row with that very id, past JPA: no listener hears of it. */
    void insert(String table, long id, String body) {
        inTransaction(
                em ->
                        em.createNativeQuery(
                                        "insert into "
                                                + table
                                                + " (id, version, body) values (?, 0, ?)")
                                .setParameter(1, id)
                                .setParameter(2, body)
                                .executeUpdate());
    }

    /** Saves it in a transaction of its own. */
    <T extends Moderated> T saved(T post) {
        inTransaction(em -> em.persist(post));
        return post;
    }

    TaskQueue queue() {
        return queue;
    }

    ModerationQueue moderation() {
        return moderation;
    }

    /**
     * The real task until nothing is waiting, but at most {@link #ENOUGH} times. Returns how often
     * it ran.
     */
    int moderate(ModerateTask task) {
        var runs = new AtomicInteger();
        moderation
                .worker(
                        (payload, message) -> {
                            if (runs.incrementAndGet() > ENOUGH) {
                                throw new Discard("Enough.");
                            }
                            task.handle(payload, message);
                        })
                .drain();
        return runs.get();
    }

    /** Takes all messages out of the queue, and tells which objects they ask to moderate. */
    List<Ref> asked() {
        var refs = new ArrayList<Ref>();
        moderation.worker((payload, message) -> refs.add(Ref.from(payload))).drain();
        return refs;
    }
}
