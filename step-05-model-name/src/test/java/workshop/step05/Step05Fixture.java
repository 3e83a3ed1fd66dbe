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

/** The forum as the tests use it: transactions, the queue, and a clean slate. */
@Component
class Step05Fixture {

    /** After so many runs a test no longer believes that the task comes to rest. */
    static final int ENOUGH = 5;

    private static final String QUEUE = "test:" + UUID.randomUUID();

    private final EntityManager entities;
    private final EntityManagerFactory factory;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;
    private final ModerationQueue moderation;

    Step05Fixture(
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

    /** A queue for this run alone. */
    @Bean
    static DynamicPropertyRegistrar queueName() {
        return registry -> registry.add("moderation.queue", () -> QUEUE);
    }

    /** Empties the queue and all tables. */
    void clear() {
        Redis.client().del(QUEUE, QUEUE + ":dead");
        inTransaction(
                em -> {
                    for (var type : factory.getMetamodel().getEntities()) {
                        em.createQuery("delete from " + type.getName()).executeUpdate();
                    }
                });
    }

    void inTransaction(Consumer<EntityManager> work) {
        transaction.executeWithoutResult(status -> work.accept(entities));
    }

    /** What a query sees in a new transaction. */
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

    /** Persists it in the current transaction. */
    void persist(Moderated post) {
        entities.persist(post);
    }

    /** Inserts a row with exactly this id, past JPA: no listener hears of it. */
    void insert(String table, long id, String body) {
        var sql = "insert into " + table + " (id, version, body) values (?, 0, ?)";
        inTransaction(
                em ->
                        em.createNativeQuery(sql)
                                .setParameter(1, id)
                                .setParameter(2, body)
                                .executeUpdate());
    }

    /** Saves it in a new transaction. */
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
     * Runs the real task until nothing is waiting, but at most {@link #ENOUGH} times. Returns how
     * often it ran.
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

    /** Takes all messages out of the queue, and returns the refs in them. */
    List<Ref> asked() {
        var refs = new ArrayList<Ref>();
        moderation.worker((payload, message) -> refs.add(Ref.from(payload))).drain();
        return refs;
    }
}
