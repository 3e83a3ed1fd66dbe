package workshop.step02.races;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.grading.queue.BrokerSeam;
import workshop.interleavings.Seams;
import workshop.queue.DeadLetter;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.QueueServer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * A site that moderates posts in the background, with the cures of one {@link Approach}: a web
 * process, a relay and a worker, on the real database and a queue of its own. It uses plain SQL, so
 * that each statement of a picture is here, word for word.
 */
final class Site implements AutoCloseable {

    private static final JsonSerializer JSON = new JsonSerializer();

    private final String name = "races:" + UUID.randomUUID();
    private final TaskQueue queue =
            new TaskQueue(BrokerSeam.around(QueueServer.ofThisRun().queue(name)));
    private final Approach approach;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean ran;
    private volatile boolean authorWasTold;
    private volatile boolean workerIsNew;

    Site(Approach approach, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.approach = approach;
        this.jdbc = jdbc;
        this.transaction = transaction;
        List.of("post", "outbox", "task_done", "note", "search")
                .forEach(table -> jdbc.update("delete from " + table));
    }

    /** Drops the tables and creates them. */
    static void createTables(JdbcTemplate jdbc) {
        jdbc.execute(
                """
                drop table if exists post, outbox, task_done, note, search;
                create table post (id bigint primary key, body varchar, shown varchar,
                    version bigint default 0 not null, stamp varchar not null);
                create table outbox (post bigint primary key);
                create table task_done (task varchar primary key);
                create table note (id bigint generated always as identity primary key,
                    post bigint not null);
                create table search (post bigint primary key, revision bigint not null,
                    text varchar not null);
                """);
    }

    // The web process.

    /** Saves a new post, and asks for its moderation. */
    void save(long id, String body) {
        transaction.executeWithoutResult(
                status -> {
                    insert(id, body);
                    sendInside(id);
                });
        sendAfterwards(id);
    }

    /** The same, in a request that fails at the end. */
    void saveAndRollBack(long id, String body) {
        transaction.executeWithoutResult(
                status -> {
                    insert(id, body);
                    sendInside(id);
                    status.setRollbackOnly();
                });
    }

    /** Changes a post's text, and asks for its moderation. */
    void edit(long id, String body) {
        transaction.executeWithoutResult(
                status -> {
                    jdbc.update("update post set body = ? where id = ?", body, id);
                    sendInside(id);
                });
        sendAfterwards(id);
    }

    /** Changes a post in two flushes. A listener hears of both, and asks for moderation twice. */
    void editInTwoFlushes(long id, String body) {
        transaction.executeWithoutResult(
                status -> {
                    jdbc.update("update post set body = 'half-way' where id = ?", id);
                    sendInside(id);
                    jdbc.update("update post set body = ? where id = ?", body, id);
                    sendInside(id);
                });
        sendAfterwards(id);
        sendAfterwards(id);
    }

    /** Loads a post, and writes the whole row back with another text, as JPA does. */
    void loadAndEdit(long id, String body) {
        transaction.executeWithoutResult(
                status -> {
                    var post = load(id);
                    writeBack(id, post, body, post.get("shown"));
                });
    }

    void delete(long id) {
        jdbc.update("delete from post where id = ?", id);
    }

    void insert(long id, String body) {
        jdbc.update(
                "insert into post (id, body, stamp) values (?, ?, ?)", id, body, stampOf(id, body));
    }

    private void sendInside(long id) {
        if (approach.has(Approach.OUTBOX)) {
            jdbc.update(
                    """
                    insert into outbox (post) select cast(? as bigint) \
                    where not exists (select 1 from outbox where post = ?)\
                    """,
                    id,
                    id);
        } else if (!approach.has(Approach.COMMIT)) {
            send(id);
        }
    }

    private void sendAfterwards(long id) {
        if (approach.has(Approach.COMMIT) && !approach.has(Approach.OUTBOX)) {
            send(id);
        }
    }

    /** One round of the relay. */
    void relay() {
        for (long id : jdbc.queryForList("select post from outbox", Long.class)) {
            send(id);
            jdbc.update("delete from outbox where post = ?", id);
        }
    }

    private void send(long id) {
        send(message(id, ""));
    }

    void send(Map<String, ?> message) {
        queue.enqueue("moderate", message, JSON);
    }

    /** The message: the post's id, the task's key, and the post's stamp or an empty one. */
    Map<String, Object> message(long id, String stamp) {
        return Map.of("post", id, "task", UUID.randomUUID().toString(), "stamp", stamp);
    }

    /** Tells which row is meant, in case its id is used again. */
    static String stampOf(long id, String body) {
        return id + " " + body;
    }

    // The worker.

    /** A worker with that handler; its tasks are all named "moderate". */
    Worker worker(TaskHandler handler) {
        return Worker.on(queue).accept(JSON).handle("moderate", handler).retryAfter(Duration.ZERO);
    }

    /** Does every waiting task. */
    void work() {
        worker(this::moderate).drain();
    }

    /** Also takes over at once what other workers hold, as if their leases had run out. */
    void workAndTakeOver() {
        worker(this::moderate).lease(Duration.ZERO).drain();
    }

    /** Cleans the text, and tells the author. */
    void moderate(Object payload, Message any) {
        once(payload, this::show);
    }

    private int show(long id, Map<String, Object> post) {
        if (!approach.has(Approach.CONTRACT)) {
            return jdbc.update("update post set shown = ? where id = ?", clean(post), id);
        }
        return jdbc.update(
                "update post set shown = ? where id = ? and stamp = ?",
                clean(post),
                id,
                post.get("stamp"));
    }

    /** The same, and writes the whole row, as JPA does. */
    void moderateWholeRow(Object payload, Message any) {
        once(payload, (id, post) -> writeBack(id, post, post.get("body"), clean(post)));
    }

    /** Gives a text to the search. */
    void index(Object payload, Message any) {
        var message = (Map<?, ?>) payload;
        if (approach.has(Approach.VERSION)) {
            jdbc.update(
                    "update search set text = ?, revision = ? where post = ? and revision < ?",
                    message.get("text"),
                    message.get("revision"),
                    message.get("post"),
                    message.get("revision"));
        } else {
            jdbc.update(
                    "update search set text = ?, revision = ? where post = ?",
                    message.get("text"),
                    message.get("revision"),
                    message.get("post"));
        }
    }

    // Two deploys: the field "post" becomes "question".

    /** The new web process sends the new name; with a contract, it sends the old one as well. */
    void sendRenamed(long id) {
        send(
                approach.has(Approach.CONTRACT)
                        ? Map.of("question", id, "post", id)
                        : Map.of("question", id));
    }

    /** Does every waiting task, and gives up on the first message that it cannot read. */
    void workOnRenamed() {
        worker(this::readRenamed).maxDeliveries(1).drain();
    }

    /** The old worker knows the old name. The new one knows the new name; with a contract, both. */
    private void readRenamed(Object payload, Message any) {
        var message = (Map<?, ?>) payload;
        Object id = message.get(workerIsNew ? "question" : "post");
        if (id == null && workerIsNew && approach.has(Approach.CONTRACT)) {
            id = message.get("post");
        }
        if (id == null) {
            throw new Discard("No id in " + message);
        }
    }

    void deployWorker() {
        Seams.point("the worker is deployed");
        workerIsNew = true;
    }

    // What all workers do.

    private interface Work {
        int on(long id, Map<String, Object> post);
    }

    private void once(Object payload, Work work) {
        ran = true;
        var message = (Map<?, ?>) payload;
        transaction.executeWithoutResult(
                status -> {
                    if (!approach.has(Approach.KEY) || writeKey(message)) {
                        run(message, work);
                    }
                });
    }

    /** Whether the key is new: if not, the task is already done. */
    private boolean writeKey(Map<?, ?> message) {
        var count = "select count(*) from task_done where task = ?";
        if (jdbc.queryForObject(count, Long.class, message.get("task")) > 0) {
            return false;
        }
        jdbc.update("insert into task_done (task) values (?)", message.get("task"));
        return true;
    }

    private void run(Map<?, ?> message, Work work) {
        long id = (Long) message.get("post");
        var post = load(id);
        boolean gone = post == null || approach.has(Approach.CONTRACT) && isAnother(post, message);
        if (gone || work.on(id, post) == 0) {
            reportIfCured(id);
        } else {
            jdbc.update("insert into note (post) values (?)", id);
        }
    }

    private void reportIfCured(long id) {
        if (approach.has(Approach.GONE)) {
            throw new Discard("Post %d is gone.".formatted(id));
        }
    }

    private static boolean isAnother(Map<String, Object> post, Map<?, ?> message) {
        return !"".equals(message.get("stamp")) && !post.get("stamp").equals(message.get("stamp"));
    }

    private static String clean(Map<String, Object> post) {
        return Moderation.clean((String) post.get("body"));
    }

    /** The row; null when it is gone. */
    private Map<String, Object> load(long id) {
        return jdbc
                .queryForList("select body, shown, version, stamp from post where id = ?", id)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private int writeBack(long id, Map<String, Object> loaded, Object body, Object shown) {
        if (!approach.has(Approach.VERSION)) {
            return jdbc.update("update post set body = ?, shown = ? where id = ?", body, shown, id);
        }
        int rows =
                jdbc.update(
                        """
                        update post set body = ?, shown = ?, version = version + 1 \
                        where id = ? and version = ?\
                        """,
                        body,
                        shown,
                        id,
                        loaded.get("version"));
        if (rows == 0) {
            throw new OptimisticLockingFailureException(
                    "Post %d has changed since it was loaded.".formatted(id));
        }
        return rows;
    }

    // How it ended.

    /** Lets time pass: the relay runs twice, and another worker takes over what is left behind. */
    Site later() {
        relay();
        relay();
        workAndTakeOver();
        return this;
    }

    /** Whether any task ran. */
    boolean ran() {
        return ran;
    }

    void tellAuthor() {
        authorWasTold = true;
    }

    boolean authorWasTold() {
        return authorWasTold;
    }

    /** The post, or an empty map. */
    Map<String, Object> post(long id) {
        var post = load(id);
        return post == null ? Map.of() : post;
    }

    void addToSearch(long id, String text) {
        jdbc.update("insert into search (post, revision, text) values (?, 0, ?)", id, text);
    }

    String searchText(long id) {
        return jdbc.queryForObject("select text from search where post = ?", String.class, id);
    }

    int notes(long id) {
        return jdbc.queryForObject("select count(*) from note where post = ?", Integer.class, id);
    }

    List<String> reasons() {
        return queue.deadLetters().stream().map(DeadLetter::reason).toList();
    }

    @Override
    public void close() {
        QueueServer.ofThisRun().delete(name);
    }
}
