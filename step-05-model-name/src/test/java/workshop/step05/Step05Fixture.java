package workshop.step05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.stat.Statistics;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.elsewhere.Bulletin;
import workshop.queue.Broker;
import workshop.queue.DeadLetter;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.QueueServer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;

/** The forum as the tests use it: transactions, the queue, and a clean slate. */
@Component
@EntityScan(basePackageClasses = {Step05.class, Bulletin.class})
class Step05Fixture {

    /** After so many runs a test no longer believes that the task comes to rest. */
    static final int ENOUGH = 5;

    private static final String STOPPED = "The test stopped the task.";

    /** No two tests use the same id by accident. */
    private static final AtomicLong UNUSED = new AtomicLong(10_000);

    private static final String QUEUE = "test:" + UUID.randomUUID();

    /** Null while a scenario runs in every order: it has threads of its own. */
    private static volatile QueueWatch watch;

    /** JPA may have one of its own beside Spring's bean. */
    private static final List<EnqueueOnSave> LISTENERS = new CopyOnWriteArrayList<>();

    private volatile Throwable failure;
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

    /** One class is on the class path, and JPA does not manage it. */
    @Bean
    static ManagedClassNameFilter withoutTheWithdrawn() {
        return name -> !name.equals(Step05Fixture.class.getPackageName() + ".Withdrawn");
    }

    /** Lets a test see who enqueues. */
    @Bean
    static BeanPostProcessor watchBothEnds() {
        return new WatchBothEnds();
    }

    /** Comes last, so it is the outermost. */
    private static final class WatchBothEnds implements BeanPostProcessor, Ordered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof EnqueueOnSave listener) {
                LISTENERS.add(listener);
            }
            return bean instanceof Broker broker ? watched(broker) : bean;
        }

        private static Object watched(Broker broker) {
            return Proxy.newProxyInstance(
                    Broker.class.getClassLoader(),
                    new Class<?>[] {Broker.class},
                    (proxy, method, arguments) -> {
                        var now = method.getName().equals("add") ? watch : null;
                        if (now != null) {
                            now.enqueues();
                        }
                        try {
                            return method.invoke(broker, arguments);
                        } catch (InvocationTargetException e) {
                            if (now != null) {
                                now.isRefused();
                            }
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    /** If there are two listeners: the field in which one holds a ref, and the other none. */
    Optional<String> noteOfOnlyOneListener() {
        Predicate<Object> isRef = Ref.class::isInstance;
        var fields =
                LISTENERS.stream()
                        .flatMap(each -> ObjectGraph.field(each, isRef).stream())
                        .toList();
        return LISTENERS.size() == 2 && fields.size() == 1
                ? Optional.of(fields.get(0))
                : Optional.empty();
    }

    /** The field in which a listener, or its class, holds a ref. */
    Optional<String> noteOfAListener() {
        return LISTENERS.stream()
                .flatMap(each -> ObjectGraph.field(each, Ref.class::isInstance).stream())
                .findFirst();
    }

    /** Sees who enqueues from now on, until {@link #clear}. */
    QueueWatch watch() {
        watch = new QueueWatch();
        return watch;
    }

    /** For so many tasks that it would take too long to see who enqueues each. */
    void watchNoLonger() {
        watch = null;
    }

    /** Empties the queue and all tables. */
    void clear() {
        if (watch != null) {
            watch.returned();
            watch = null;
        }
        QueueServer.ofThisRun().delete(QUEUE);
        inTransaction(
                em -> {
                    for (var type : factory.getMetamodel().getEntities()) {
                        em.createQuery("delete from " + type.getName()).executeUpdate();
                    }
                });
    }

    private TransactionTemplate transaction() {
        if (watch != null) {
            watch.begins();
        }
        return transaction;
    }

    void inTransaction(Consumer<EntityManager> work) {
        transaction().executeWithoutResult(status -> work.accept(entities));
    }

    /** The same in a transaction that is called as Spring calls those of that handler. */
    void inTransactionOf(Class<? extends TaskHandler> handler, Consumer<EntityManager> work) {
        var named = new TransactionTemplate(transaction.getTransactionManager());
        named.setName(handler.getName() + ".handle");
        named.executeWithoutResult(status -> work.accept(entities));
    }

    /** What a query sees in a new transaction. */
    <T> T see(Function<EntityManager, T> work) {
        return transaction().execute(status -> work.apply(entities));
    }

    void rolledBack(Consumer<EntityManager> work) {
        transaction()
                .executeWithoutResult(
                        status -> {
                            work.accept(entities);
                            status.setRollbackOnly();
                        });
    }

    /** Runs what ends in a commit that has to fail. */
    static void failing(Runnable commit) {
        try {
            commit.run();
        } catch (RuntimeException expected) {
            return;
        }
        throw new AssertionError("A commit that had to fail went through.");
    }

    /** All transactions in there share one persistence context, as open-in-view has it. */
    void inOnePersistenceContext(Runnable work) {
        try (var context = factory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(
                    factory, new EntityManagerHolder(context));
            try {
                work.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        }
    }

    /** On another thread, which the caller waits for. */
    static void elsewhere(Runnable work) {
        elsewhere("another-request", work);
    }

    /** The same on a thread of that name. */
    static void elsewhere(String name, Runnable work) {
        var failed = new ArrayList<Throwable>();
        var thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((ended, thrown) -> failed.add(thrown));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failed.isEmpty()) {
            if (failed.get(0) instanceof AssertionError told) {
                throw told;
            }
            throw new IllegalStateException("on another thread", failed.get(0));
        }
    }

    /** Persists it in the current transaction. */
    void persist(Moderated post) {
        entities.persist(post);
    }

    /** Saves it under exactly this id; the message that this may cause is taken away. */
    <T extends Moderated> T insert(long id, T post) {
        nextId(post, id);
        saved(post);
        withUnusedId(post);
        QueueServer.ofThisRun().delete(QUEUE);
        return post;
    }

    /** The next one of its model to be saved has an id that no other post has. */
    <T extends Moderated> T withUnusedId(T post) {
        nextId(post, UNUSED.addAndGet(1_000));
        return post;
    }

    private void nextId(Moderated post, long id) {
        var restart = "alter table %s alter column id restart with %d";
        sql(restart.formatted(table(post.getClass()), id));
    }

    void sql(String statement) {
        inTransaction(em -> em.createNativeQuery(statement).executeUpdate());
    }

    /** The table in which JPA keeps that entity. */
    String table(Class<?> entity) {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .getIdentifierTableDetails()
                .getTableName();
    }

    /** What Hibernate has counted, from now on. */
    Statistics statistics() {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        return statistics;
    }

    /** Saves it in a new transaction. */
    <T extends Moderated> T saved(T post) {
        inTransaction(em -> em.persist(post));
        return post;
    }

    /** Writes a new text into a row, in a new transaction. */
    void edit(Moderated post, String body) {
        inTransaction(em -> em.find(post.getClass(), post.getId()).setBody(body));
    }

    TaskQueue queue() {
        return queue;
    }

    /** Breaks the queue: its server refuses each message. */
    void breakTheQueue() {
        QueueServer.ofThisRun().refuse(QUEUE);
    }

    /** The server takes messages again. */
    void mendTheQueue() {
        QueueServer.ofThisRun().delete(QUEUE);
    }

    ModerationQueue moderation() {
        return moderation;
    }

    /**
     * Runs the task until nothing is waiting, but at most {@link #ENOUGH} times. Returns how often
     * it ran.
     */
    int moderate(TaskHandler task) {
        var runs = new AtomicInteger();
        failure = null;
        moderation
                .worker(
                        (payload, message) -> {
                            if (runs.incrementAndGet() > ENOUGH) {
                                throw new Discard(STOPPED);
                            }
                            run(task, payload, message);
                        })
                .retryAfter(Duration.ZERO)
                .drain();
        return Math.min(runs.get(), ENOUGH);
    }

    private void run(TaskHandler task, Object payload, Message message) throws Exception {
        try {
            task.handle(payload, message);
        } catch (Exception e) {
            failure = e;
            throw e;
        }
    }

    /** What the task threw last in {@link #moderate}: its trace leads to the line. */
    Throwable failure() {
        return failure;
    }

    /** Takes all messages out of the queue, and returns the refs in them. */
    List<Ref> asked() {
        var refs = new ArrayList<Ref>();
        moderation.worker((payload, message) -> refs.add(Ref.from(payload))).drain();
        return refs;
    }

    /** Takes all messages out of the queue, and returns them as they travelled. */
    List<String> messages() {
        var bodies = new ArrayList<String>();
        moderation
                .worker((payload, message) -> bodies.add(new String(message.body(), UTF_8)))
                .drain();
        return bodies;
    }

    /** What the dead letters say, as a sentence; empty when there is none. */
    String deadLetters() {
        var reasons =
                queue.deadLetters().stream()
                        .map(DeadLetter::reason)
                        .filter(reason -> !reason.contains(STOPPED))
                        .collect(joining("\n    "));
        return reasons.isEmpty() ? "" : "\nA dead letter says:\n    " + reasons;
    }
}
