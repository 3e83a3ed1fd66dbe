package workshop.step02.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import workshop.grading.step.StepFolder;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

/**
 * One timing risk, played under every {@link Approach}. There must be a race under each approach
 * without its cure, and none under the others.
 */
final class Demo {

    private static final int FREE_RUNS = Integer.getInteger("workshop.free-runs", 0);

    private final String risk;
    private final Approach cure;
    private final Function<Approach, Site> sites;
    private final List<UnaryOperator<Interleavings<Site>>> parts = new ArrayList<>();
    private Consumer<Site> before = site -> {};
    private boolean isSending;

    Demo(String risk, Approach cure, Function<Approach, Site> sites) {
        this.risk = risk;
        this.cure = cure;
        this.sites = sites;
    }

    /** What the site has done before the race starts. */
    Demo before(Consumer<Site> before) {
        this.before = before;
        return this;
    }

    /** The web process sends something in this race, so an outbox needs its relay. */
    Demo sending() {
        isSending = true;
        return this;
    }

    Demo actor(String name, Consumer<Site> act) {
        return with(race -> race.actor(name, act::accept));
    }

    Demo mayCrash(String actor) {
        return with(race -> race.mayCrash(actor));
    }

    Demo points(Kind first, Kind... more) {
        return with(race -> race.points(first, more));
    }

    Demo outcome(Function<Site, String> outcome) {
        return with(race -> race.outcome(outcome));
    }

    Demo acceptable(String... outcomes) {
        return with(race -> race.acceptable(outcomes));
    }

    Demo forbidden(String outcome, String why) {
        return with(race -> race.forbidden(outcome, why));
    }

    private Demo with(UnaryOperator<Interleavings<Site>> part) {
        parts.add(part);
        return this;
    }

    /** Plays the race, shows it right before its cure and right after it, and returns its row. */
    Matrix.Row show() {
        var row = new Matrix.Row(risk);
        for (var approach : Approach.values()) {
            row.cells().put(approach, race(approach).explore());
        }
        if (FREE_RUNS > 0) {
            var runs = race(uncured()).freeRuns(FREE_RUNS);
            row.cells().computeIfPresent(uncured(), (any, explored) -> explored.with(runs));
        }
        print(row);
        row.cells().get(uncured()).writePage(StepFolder.here().races());
        row.cells().get(cure).writePage(StepFolder.here().races());
        return row;
    }

    private void print(Matrix.Row row) {
        System.out.printf(
                "%n=== %s ===%n%nbefore its cure:%n%n%s%nafter its cure (%s):%n%n%s",
                risk, row.cells().get(uncured()), cure.cure(), row.cells().get(cure));
    }

    /** Fails when the race has stopped racing, or the cure has stopped curing. */
    void check(Matrix.Row row) {
        for (var approach : Approach.values()) {
            var exploration = row.cells().get(approach);
            if (approach.has(cure)) {
                exploration.requireNoForbidden();
            } else {
                assertThat(exploration.bad())
                        .as(
                                """
                                Bad schedules of "%s" with the cures up to "%s". Without one, this \
                                demo shows nothing.%n%s\
                                """,
                                risk, approach.cure(), exploration)
                        .isPositive();
            }
        }
    }

    private Approach uncured() {
        return Approach.values()[cure.ordinal() - 1];
    }

    private Interleavings<Site> race(Approach approach) {
        var race = Interleavings.of(() -> prepared(approach));
        race.named("races " + risk + " " + approach.cure());
        parts.forEach(part -> part.apply(race));
        return isSending && approach.has(Approach.OUTBOX) ? race.actor("relay", Site::relay) : race;
    }

    private Site prepared(Approach approach) {
        var site = sites.apply(approach);
        before.accept(site);
        return site;
    }
}
