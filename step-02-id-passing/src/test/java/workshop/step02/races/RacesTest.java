package workshop.step02.races;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Seams;
import workshop.step02.Step02;

/**
 * Each timing risk before and after its cure, in all its {@link Interleavings}; at the end, a
 * table. The second command also runs the same code on free threads, 200 times.
 *
 * <pre>
 * mvn test -pl step-02 -Dgroups=race
 * mvn test -pl step-02 -Dgroups=race -Dworkshop.free-runs=200
 * </pre>
 *
 * <p>These are demos, so they are green. One fails when its race stops racing, or its cure stops
 * curing.
 */
@Tag("race")
@SpringBootTest(
        classes = Step02.class,
        properties = {
            "spring.main.lazy-initialization=true",
            // a worker that is too late is what some demos are about: the table tells it
            "logging.level.workshop.queue.Worker=error"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class RacesTest {

    private static final long ID = 7;
    private static final Matrix MATRIX = new Matrix();

    @Autowired private JdbcTemplate jdbc;
    @Autowired private TransactionTemplate transaction;

    @BeforeAll
    static void tables(@Autowired JdbcTemplate jdbc) {
        Site.createTables(jdbc);
    }

    @AfterAll
    static void matrix() {
        System.out.println(MATRIX);
    }

    @Test
    @Order(1)
    void lost_before_commit() {
        var demo =
                demo("lost before commit", Approach.COMMIT)
                        .sending()
                        .actor("web", site -> site.save(ID, "new"))
                        .actor("worker", Site::work)
                        .outcome(site -> isModerated(site) ? "moderated" : "never moderated")
                        .acceptable("moderated")
                        .forbidden(
                                "never moderated",
                                "The worker looked before the commit, and found nothing.");
        play(demo);
    }

    @Test
    @Order(2)
    void ghost_of_a_rollback() {
        var demo =
                demo("rollback ghost", Approach.COMMIT)
                        .sending()
                        .actor("web", site -> site.saveAndRollBack(ID, "new"))
                        .actor("worker", Site::work)
                        .outcome(site -> site.later().ran() ? "a task ran" : "nothing happened")
                        .acceptable("nothing happened")
                        .forbidden(
                                "a task ran", "The post was rolled back, but its task still runs.");
        play(demo);
    }

    @Test
    @Order(3)
    void stale_read() {
        var demo =
                demo("stale read", Approach.COMMIT)
                        .sending()
                        .before(site -> site.insert(ID, "old"))
                        .actor("web", site -> site.edit(ID, "new"))
                        .actor("worker", Site::work)
                        .outcome(site -> "readers see the %s text".formatted(shown(site.later())))
                        .acceptable("readers see the new text")
                        .forbidden(
                                "readers see the old text",
                                "The worker loaded the post before the edit was committed.");
        play(demo);
    }

    @Test
    @Order(4)
    void crash_after_commit() {
        var demo =
                demo("crash after commit", Approach.OUTBOX)
                        .sending()
                        .actor("web", site -> site.save(ID, "new"))
                        .mayCrash("web")
                        .actor("worker", Site::work)
                        .outcome(RacesTest::afterACrash)
                        .acceptable("moderated", "not saved")
                        .forbidden(
                                "never moderated",
                                "The post is saved, but no one asked for its moderation.");
        play(demo);
    }

    private static String afterACrash(Site site) {
        if (site.later().post(ID).isEmpty()) {
            return "not saved";
        }
        return site.notes(ID) > 0 ? "moderated" : "never moderated";
    }

    @Test
    @Order(5)
    void deleted_before_run() {
        var demo =
                demo("deleted before run", Approach.GONE)
                        .before(RacesTest::insertAndSend)
                        .actor("author", site -> site.delete(ID))
                        .actor("worker", Site::work)
                        .outcome(RacesTest::afterADeletion)
                        .acceptable("moderated", "told")
                        .forbidden("silence", "The post was gone, and the worker told no one.");
        play(demo);
    }

    private static String afterADeletion(Site site) {
        if (isModerated(site)) {
            return "moderated";
        }
        return site.reasons().isEmpty() ? "silence" : "told";
    }

    @Test
    @Order(6)
    void duplicate_delivery() {
        var demo =
                demo("duplicate delivery", Approach.KEY)
                        .before(RacesTest::insertAndSendTwice)
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", Site::work)
                        .actor("another", Site::work);
        play(oncePerTask(demo));
    }

    private static void insertAndSendTwice(Site site) {
        site.insert(ID, "new");
        var message = site.message(ID, "");
        site.send(message);
        site.send(message);
    }

    @Test
    @Order(7)
    void slow_worker_reclaimed() {
        var demo =
                demo("slow worker reclaimed", Approach.KEY)
                        .before(RacesTest::insertAndSend)
                        .points(
                                Kind.LIST_PENDING,
                                Kind.POP,
                                Kind.CLAIM,
                                Kind.WRITE,
                                Kind.COMMIT,
                                Kind.ACKNOWLEDGE)
                        .actor("slow", Site::work)
                        .actor("another", Site::workAndTakeOver);
        play(oncePerTask(demo));
    }

    @Test
    @Order(8)
    void two_saves_reordered() {
        var demo =
                demo("two saves reordered", Approach.VERSION)
                        .before(RacesTest::sendTwoRevisions)
                        .actor("worker", site -> site.worker(site::index).drain())
                        .actor("another", site -> site.worker(site::index).drain())
                        .outcome(site -> "the search knows the %s text".formatted(searchText(site)))
                        .acceptable("the search knows the second text")
                        .forbidden(
                                "the search knows the first text",
                                "The older message came last, and undid the newer one.");
        play(demo);
    }

    private static void sendTwoRevisions(Site site) {
        site.addToSearch(ID, "as it was");
        site.send(Map.of("post", ID, "revision", 1, "text", "first"));
        site.send(Map.of("post", ID, "revision", 2, "text", "second"));
    }

    private static String searchText(Site site) {
        return site.searchText(ID);
    }

    @Test
    @Order(9)
    void lost_update() {
        var demo =
                demo("lost update", Approach.VERSION)
                        .before(
                                site -> {
                                    site.insert(ID, "old");
                                    site.send(site.message(ID, ""));
                                })
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("author", RacesTest::editOrBeTold)
                        .actor("worker", site -> site.worker(site::moderateWholeRow).drain())
                        .outcome(RacesTest::afterAnEdit)
                        .acceptable("the text is new", "the author is told")
                        .forbidden(
                                "the text is old",
                                "The worker wrote the old text over the author's edit.");
        play(demo);
    }

    private static void editOrBeTold(Site site) {
        try {
            site.loadAndEdit(ID, "new");
        } catch (OptimisticLockingFailureException e) {
            site.tellAuthor();
        }
    }

    private static String afterAnEdit(Site site) {
        return site.authorWasTold()
                ? "the author is told"
                : "the text is " + site.post(ID).get("body");
    }

    @Test
    @Order(10)
    void double_enqueue_by_a_listener() {
        var demo =
                demo("double enqueue", Approach.OUTBOX)
                        .sending()
                        .before(site -> site.insert(ID, "old"))
                        .points(Kind.WRITE, Kind.COMMIT, Kind.ENQUEUE, Kind.POP)
                        .actor("web", site -> site.editInTwoFlushes(ID, "new"))
                        .actor("worker", Site::work);
        play(oncePerTask(demo));
    }

    @Test
    @Order(11)
    void schema_skew_between_two_deploys() {
        var demo =
                demo("schema skew", Approach.CONTRACT)
                        .points(Kind.ENQUEUE, Kind.POP, Kind.NAMED)
                        .actor("web", RacesTest::sendBeforeAndAfterADeploy)
                        .actor("worker", Site::workOnRenamed)
                        .actor("deploy", Site::deployWorker)
                        .outcome(RacesTest::afterTwoDeploys)
                        .acceptable("both were read")
                        .forbidden(
                                "a message could not be read",
                                "A field was renamed, and one end was deployed before the other.");
        play(demo);
    }

    private static void sendBeforeAndAfterADeploy(Site site) {
        site.send(Map.of("post", ID));
        Seams.point("the web is deployed");
        site.sendRenamed(ID);
    }

    private static String afterTwoDeploys(Site site) {
        return site.reasons().isEmpty() ? "both were read" : "a message could not be read";
    }

    @Test
    @Order(12)
    void reused_id() {
        var demo =
                demo("reused id", Approach.CONTRACT)
                        .before(
                                site -> {
                                    site.insert(ID, "meant");
                                    site.send(site.message(ID, Site.stampOf(ID, "meant")));
                                })
                        .actor(
                                "site",
                                site -> {
                                    site.delete(ID);
                                    site.insert(ID, "innocent");
                                })
                        .actor("worker", Site::work)
                        .outcome(RacesTest::afterReuse)
                        .acceptable("the innocent row is untouched")
                        .forbidden(
                                "the innocent row was moderated",
                                "The id was given out again, and an old task ran on the new row.");
        play(demo);
    }

    private static String afterReuse(Site site) {
        return shown(site) == null
                ? "the innocent row is untouched"
                : "the innocent row was moderated";
    }

    private Demo demo(String risk, Approach cure) {
        return new Demo(risk, cure, approach -> new Site(approach, jdbc, transaction));
    }

    private static void play(Demo demo) {
        var row = demo.show();
        MATRIX.add(row);
        demo.check(row);
    }

    private static Demo oncePerTask(Demo demo) {
        return demo.outcome(RacesTest::timesDone)
                .acceptable("done once")
                .forbidden("done 2 times", "The author was told twice.");
    }

    private static String timesDone(Site site) {
        int times = site.later().notes(ID);
        return times == 1 ? "done once" : "done %d times".formatted(times);
    }

    private static void insertAndSend(Site site) {
        site.insert(ID, "new");
        site.send(site.message(ID, ""));
    }

    private static boolean isModerated(Site site) {
        return site.later().notes(ID) > 0;
    }

    private static Object shown(Site site) {
        return site.post(ID).get("shown");
    }
}
