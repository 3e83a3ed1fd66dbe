package workshop.step02.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
import workshop.grading.step.StepFolder;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Seams;
import workshop.step02.Step02;

/**
 * Each timing risk before its cure and after it, in every interleaving; at the end a matrix.
 *
 * <pre>
 * mvn test -pl step-02 -Dgroups=race
 * mvn test -pl step-02 -Dgroups=race -Dworkshop.free-runs=200
 * </pre>
 *
 * <p>The second command also runs each race that many times without a scheduler, as in production,
 * and says on its page how often it ended badly.
 *
 * <p>They demonstrate, so they are green; they fail when a race stops racing, or a cure stops
 * curing.
 */
@Tag("race")
@SpringBootTest(classes = Step02.class, properties = "spring.main.lazy-initialization=true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class RacesTest {

    private static final long ID = 7;
    private static final int FREE_RUNS = Integer.getInteger("workshop.free-runs", 0);
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
        demoOfSending(
                "lost before commit",
                Approach.COMMIT,
                site -> {},
                race ->
                        race.actor("web", site -> site.save(ID, "new"))
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                site.later().notes(ID) > 0
                                                        ? "moderated"
                                                        : "never moderated")
                                .acceptable("moderated")
                                .forbidden(
                                        "never moderated",
                                        "The worker looked before the commit, and found nothing."));
    }

    @Test
    @Order(2)
    void ghost_of_a_rollback() {
        demoOfSending(
                "rollback ghost",
                Approach.COMMIT,
                site -> {},
                race ->
                        race.actor("web", site -> site.saveInVain(ID, "new"))
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                site.later().ran()
                                                        ? "a task ran"
                                                        : "nothing happened")
                                .acceptable("nothing happened")
                                .forbidden(
                                        "a task ran",
                                        "The post was rolled back, and its task runs all the"
                                                + " same."));
    }

    @Test
    @Order(3)
    void stale_read() {
        demoOfSending(
                "stale read",
                Approach.COMMIT,
                site -> site.insert(ID, "old"),
                race ->
                        race.actor("web", site -> site.edit(ID, "new"))
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                "readers see the %s text"
                                                        .formatted(
                                                                site.later().post(ID).get("shown")))
                                .acceptable("readers see the new text")
                                .forbidden(
                                        "readers see the old text",
                                        "The worker loaded the post before the edit was"
                                                + " committed."));
    }

    @Test
    @Order(4)
    void crash_after_commit() {
        demoOfSending(
                "crash after commit",
                Approach.OUTBOX,
                site -> {},
                race ->
                        race.actor("web", site -> site.save(ID, "new"))
                                .mayCrash("web")
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                site.later().post(ID).isEmpty()
                                                        ? "not saved"
                                                        : site.notes(ID) > 0
                                                                ? "moderated"
                                                                : "never moderated")
                                .acceptable("moderated", "not saved")
                                .forbidden(
                                        "never moderated",
                                        "The post is saved, and nobody was told."));
    }

    @Test
    @Order(5)
    void deleted_before_run() {
        demo(
                "deleted before run",
                Approach.GONE,
                site -> {
                    site.insert(ID, "new");
                    site.send(site.message(ID, ""));
                },
                race ->
                        race.actor("author", site -> site.delete(ID))
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                site.later().notes(ID) > 0
                                                        ? "moderated"
                                                        : site.reasons().isEmpty()
                                                                ? "silence"
                                                                : "told")
                                .acceptable("moderated", "told")
                                .forbidden(
                                        "silence",
                                        "The post was gone, and the worker told nobody."));
    }

    @Test
    @Order(6)
    void duplicate_delivery() {
        demo(
                "duplicate delivery",
                Approach.KEY,
                site -> {
                    site.insert(ID, "new");
                    var message = site.message(ID, "");
                    site.send(message);
                    site.send(message);
                },
                race ->
                        oncePerTask(race)
                                .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                                .actor("worker", Site::work)
                                .actor("another", Site::work));
    }

    @Test
    @Order(7)
    void slow_worker_reclaimed() {
        demo(
                "slow worker reclaimed",
                Approach.KEY,
                site -> {
                    site.insert(ID, "new");
                    site.send(site.message(ID, ""));
                },
                race ->
                        oncePerTask(race)
                                .points(
                                        Kind.LIST_PENDING,
                                        Kind.POP,
                                        Kind.CLAIM,
                                        Kind.WRITE,
                                        Kind.COMMIT,
                                        Kind.ACKNOWLEDGE)
                                .actor("slow", Site::work)
                                .actor("another", Site::workWithNoPatience));
    }

    @Test
    @Order(8)
    void two_saves_reordered() {
        demo(
                "two saves reordered",
                Approach.VERSION,
                site -> {
                    site.addToSearch(ID, "as it was");
                    site.send(Map.of("post", ID, "revision", 1, "text", "first"));
                    site.send(Map.of("post", ID, "revision", 2, "text", "second"));
                },
                race ->
                        race.actor("worker", site -> site.worker(site::index).drain())
                                .actor("another", site -> site.worker(site::index).drain())
                                .outcome(
                                        site ->
                                                "the search knows the %s text"
                                                        .formatted(site.searchText(ID)))
                                .acceptable("the search knows the second text")
                                .forbidden(
                                        "the search knows the first text",
                                        "The older message came last, and undid the newer one."));
    }

    @Test
    @Order(9)
    void lost_update() {
        demo(
                "lost update",
                Approach.VERSION,
                site -> {
                    site.insert(ID, "old");
                    site.send(site.message(ID, ""));
                },
                race ->
                        race.points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                                .actor(
                                        "author",
                                        site -> {
                                            try {
                                                site.loadAndEdit(ID, "new");
                                            } catch (OptimisticLockingFailureException e) {
                                                site.tellAuthor();
                                            }
                                        })
                                .actor(
                                        "worker",
                                        site -> site.worker(site::moderateWholeRow).drain())
                                .outcome(
                                        site ->
                                                site.authorWasTold()
                                                        ? "the author is told"
                                                        : "the text is "
                                                                + site.post(ID).get("body"))
                                .acceptable("the text is new", "the author is told")
                                .forbidden(
                                        "the text is old",
                                        "The worker wrote the old text over the author's edit."));
    }

    @Test
    @Order(10)
    void double_enqueue_by_a_listener() {
        demoOfSending(
                "double enqueue",
                Approach.OUTBOX,
                site -> site.insert(ID, "old"),
                race ->
                        oncePerTask(race)
                                .points(Kind.WRITE, Kind.COMMIT, Kind.ENQUEUE, Kind.POP)
                                .actor("web", site -> site.editInTwoFlushes(ID, "new"))
                                .actor("worker", Site::work));
    }

    @Test
    @Order(11)
    void schema_skew_between_two_deploys() {
        demo(
                "schema skew",
                Approach.CONTRACT,
                site -> {},
                race ->
                        race.points(Kind.ENQUEUE, Kind.POP, Kind.NAMED)
                                .actor(
                                        "web",
                                        site -> {
                                            site.send(Map.of("post", ID));
                                            Seams.point("the web is deployed");
                                            site.sendRenamed(ID);
                                        })
                                .actor(
                                        "worker",
                                        site ->
                                                site.worker(site::readRenamed)
                                                        .maxDeliveries(1)
                                                        .drain())
                                .actor("deploy", Site::deployWorker)
                                .outcome(
                                        site ->
                                                site.reasons().isEmpty()
                                                        ? "both were read"
                                                        : "a message could not be read")
                                .acceptable("both were read")
                                .forbidden(
                                        "a message could not be read",
                                        "A field was renamed, and one end was deployed before the "
                                                + "other."));
    }

    @Test
    @Order(12)
    void reused_id() {
        demo(
                "reused id",
                Approach.CONTRACT,
                site -> {
                    site.insert(ID, "meant");
                    site.send(site.message(ID, Site.stampOf(ID, "meant")));
                },
                race ->
                        race.actor(
                                        "site",
                                        site -> {
                                            site.delete(ID);
                                            site.insert(ID, "innocent");
                                        })
                                .actor("worker", Site::work)
                                .outcome(
                                        site ->
                                                site.post(ID).get("shown") == null
                                                        ? "the innocent row is untouched"
                                                        : "the innocent row was moderated")
                                .acceptable("the innocent row is untouched")
                                .forbidden(
                                        "the innocent row was moderated",
                                        "The id was given out again, and an old task ran on the "
                                                + "new row."));
    }

    private static Interleavings<Site> oncePerTask(Interleavings<Site> race) {
        return race.outcome(
                        site ->
                                site.later().notes(ID) == 1
                                        ? "done once"
                                        : "done %d times".formatted(site.notes(ID)))
                .acceptable("done once")
                .forbidden("done 2 times", "The author was told twice.");
    }

    /** Explores a risk under every approach. */
    private void demo(
            String risk,
            Approach cure,
            Consumer<Site> before,
            UnaryOperator<Interleavings<Site>> race) {
        demo(risk, cure, approach -> race.apply(world(risk, approach, before)));
    }

    /** The same, where something is sent: then the outbox needs its relay. */
    private void demoOfSending(
            String risk,
            Approach cure,
            Consumer<Site> before,
            UnaryOperator<Interleavings<Site>> race) {
        demo(
                risk,
                cure,
                approach -> {
                    var interleavings = race.apply(world(risk, approach, before));
                    return approach.has(Approach.OUTBOX)
                            ? interleavings.actor("relay", Site::relay)
                            : interleavings;
                });
    }

    private Interleavings<Site> world(String risk, Approach approach, Consumer<Site> before) {
        return Interleavings.of(
                        () -> {
                            var site = new Site(approach, jdbc, transaction);
                            before.accept(site);
                            return site;
                        })
                .named("races " + risk + " " + approach.cure());
    }

    /**
     * Shows the race right before its cure and right after it; requires one everywhere before, and
     * none from there on.
     */
    private static void demo(
            String risk, Approach cure, Function<Approach, Interleavings<Site>> race) {
        var row = new Matrix.Row(risk);
        for (var approach : Approach.values()) {
            row.cells().put(approach, race.apply(approach).explore());
        }
        MATRIX.add(row);

        var last = Approach.values()[cure.ordinal() - 1];
        if (FREE_RUNS > 0) {
            var freeRuns = race.apply(last).freeRuns(FREE_RUNS);
            row.cells().computeIfPresent(last, (any, explored) -> explored.with(freeRuns));
        }
        System.out.printf(
                "%n=== %s ===%n%nbefore the cure:%n%n%s%nafter it (%s):%n%n%s",
                risk, row.cells().get(last), cure.cure(), row.cells().get(cure));
        List.of(last, cure)
                .forEach(
                        approach -> row.cells().get(approach).writePage(StepFolder.here().races()));
        row.cells()
                .forEach(
                        (approach, exploration) -> {
                            if (approach.has(cure)) {
                                exploration.requireNoForbidden();
                            } else {
                                assertThat(exploration.bad())
                                        .as(
                                                "Bad schedules of \"%s\" with the cures up to"
                                                    + " \"%s\". The race does not race any more:"
                                                    + " what does this demo show?%n%s",
                                                risk, approach.cure(), exploration)
                                        .isPositive();
                            }
                        });
    }
}
