package workshop.coach.watch;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.coach.machine.Editor;
import workshop.coach.steps.FileTrouble;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.ExerciseResult;
import workshop.grading.Score;
import workshop.grading.TextLayout;
import workshop.grading.step.StepFolder;

/**
 * The loop of {@code watch}: saves, keys and verdicts are events, and one thread handles them one
 * by one. What it knows it has seen itself, since it was started: at the start of a step it runs
 * all of it.
 */
public final class Watch implements AutoCloseable {

    private final Workshop workshop;
    private final Display stage;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final Checker checker;
    private final Keys keys;
    private Runnable leisure;
    private WatchedStep step;
    private SourceWatcher watcher;
    private boolean over;

    /**
     * Begins to watch a step.
     *
     * @param leisure begins what can wait until the first verdicts are there; it is called once,
     *     and should return at once
     * @param editor what opens a file
     * @param first the exercise to begin with; null for the first that is red
     * @throws UserError when it has no exercises
     */
    public Watch(
            Workshop workshop,
            Display stage,
            Engine engine,
            Editor editor,
            StepSources sources,
            ExerciseResult first,
            Runnable leisure) {
        this.workshop = workshop;
        this.stage = stage;
        this.leisure = leisure;
        checker = new Checker(engine, events::add);
        keys = new Keys(workshop, stage, editor, this);
        open(sources, first);
    }

    /** Runs until the learner quits, or the terminal is gone. */
    public void run() throws InterruptedException {
        stage.listen(key -> events.add(() -> keys.press(key)), () -> events.add(() -> {}));
        while (!over) {
            stage.show(scene());
            var event =
                    events.poll(1, TimeUnit.SECONDS); // or a second has passed, which one may see
            if (event != null) {
                handle(event);
            } else if (step.doing().isEmpty()) {
                leisure.run();
                leisure = () -> {};
            }
        }
    }

    /** A file that is gone, as on a branch without it, is no reason to end. */
    private void handle(Runnable event) {
        try {
            event.run();
        } catch (UserError | IllegalStateException | UncheckedIOException trouble) {
            keys.notice(FileTrouble.sentence(trouble).orElse(trouble.getMessage()));
        }
    }

    /** What to say when all is over. */
    public List<String> lastWords() {
        var goOn =
                "Go on with   %s watch %s"
                        .formatted(StepFolder.COACH, Workshop.number(step.sources()));
        // A score of what has not run would be false.
        return step.seen().complete()
                ? List.of(Score.header(step.seen().result(), stage.terminal()).strip(), goOn)
                : List.of(goOn);
    }

    /** The step that is watched now. */
    WatchedStep step() {
        return step;
    }

    /** From now on it watches that one. */
    void open(StepSources sources) {
        open(sources, null);
    }

    private void open(StepSources sources, ExerciseResult first) {
        step = new WatchedStep(sources, checker, stage.spoken());
        if (first != null) {
            step.beginWith(first);
        }
        close(watcher);
        watcher =
                new SourceWatcher(
                        sources.folder().resolve("src"), files -> events.add(() -> saved(files)));
        step.check();
    }

    /** Runs every exercise of every step, and shows how it goes. */
    View checkAll() {
        return new AllSteps(workshop, checker, step);
    }

    void quit() {
        over = true;
    }

    private void saved(Set<Path> files) {
        keys.back();
        step.saved(files);
    }

    private Frame scene() {
        var notices = new ArrayList<String>();
        Stream.of(keys.notice(), step.failure())
                .filter(words -> !words.isEmpty())
                .forEach(
                        words -> {
                            notices.add("");
                            TextLayout.wrap(
                                            stage.terminal().plain("! " + words),
                                            stage.terminal().width() - 2)
                                    .forEach(line -> notices.add("  " + line));
                        });
        return new Frame(
                step.seen().result(),
                keys.view().lines(step, stage),
                notices,
                stage.terminal().plain(status()),
                step.seconds(),
                step.checks());
    }

    private String status() {
        return !keys.question().isEmpty()
                ? keys.question()
                : step.doing().isEmpty() ? "" : step.doing() + " …";
    }

    @Override
    public void close() {
        close(watcher);
        checker.close();
    }

    private static void close(SourceWatcher watcher) {
        if (watcher != null) {
            watcher.close();
        }
    }
}
