package workshop.coach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.grade.ExerciseResult;
import workshop.grade.Manifest;
import workshop.grade.Report;
import workshop.grade.Score;
import workshop.grade.Step;
import workshop.grade.StepResult;
import workshop.grade.Terminal;
import workshop.grade.Trail;
import workshop.grade.Words;

/**
 * The loop of {@code watch}: saves, keys and verdicts are events, and one thread handles them one by one. What it knows it has seen
 * itself, since it was started: at the start of a step it runs all of it.
 */
final class Watch implements Checker.Listener, AutoCloseable {

    private enum View { VERDICT, HINT, LIST, SOLUTION }

    private record Question(String words, Runnable yes) {
    }

    private final Workshop workshop;
    private final Stage stage;
    private final Terminal terminal;
    private final Checker checker;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

    private SourceWatcher watcher;
    private StepSources sources;
    private Manifest manifest;
    private List<ExerciseResult> exercises;
    private final Map<String, ExerciseResult> results = new HashMap<>();
    /** What was run before the last save, and not again. */
    private final Set<String> stale = new HashSet<>();
    private final Set<String> greenOnce = new HashSet<>();
    private List<CompileError> errors = List.of();
    /** The exercise that is shown; null until the first one runs. */
    private ExerciseResult current;
    /** Whether it is the one that runs, because a red one has not been found yet. */
    private boolean seeking;
    private View view = View.VERDICT;
    private int hints;
    /** Stays until the next key: a reset is a save, too, and says where it has kept what was there. */
    private String notice = "";
    /** Stays until the next check. */
    private String failure = "";
    private String doing = "";
    private long since;
    private Question question;
    private boolean over;

    Watch(Workshop workshop, Stage stage, Engine engine, StepSources sources) {
        this.workshop = workshop;
        this.stage = stage;
        this.terminal = stage.terminal();
        this.checker = new Checker(engine, events::add);
        open(sources);
    }

    /** Runs until the learner quits, or the terminal is gone. */
    void run() throws InterruptedException {
        stage.listen(key -> events.add(() -> key(key)), () -> events.add(() -> { }));
        while (!over) {
            stage.show(scene());
            var event = events.poll(1, TimeUnit.SECONDS); // or a second has passed, which one may see
            if (event != null) {
                event.run();
            }
        }
    }

    /** What to say when all is over. */
    List<String> lastWords() {
        return List.of(Score.header(result(), terminal).strip(),
                "Go on with   %s watch %d".formatted(Step.COACH, number(sources)));
    }

    private void open(StepSources step) {
        if (watcher != null) {
            watcher.close();
        }
        sources = step;
        manifest = Manifest.of(step.step());
        exercises = manifest.exercises();
        if (exercises.isEmpty()) {
            throw new Refusal("%s has no exercises.", Workshop.name(step));
        }
        results.clear();
        greenOnce.clear();
        show(null);
        seeking = true;
        watcher = new SourceWatcher(step.folder().resolve("src"), files -> events.add(() -> saved(files)));
        check(exercises);
    }

    private void show(ExerciseResult exercise) {
        current = exercise;
        view = View.VERDICT;
        hints = 0;
        notice = "";
        if (exercise != null && errors.isEmpty() && (stale.contains(exercise.id()) || !results.containsKey(exercise.id()))) {
            check(List.of(exercise));
        }
    }

    // --- saves and verdicts -----------------------------------------------------------------------------------------

    private void saved(Set<Path> files) {
        view = View.VERDICT;
        if (!seeking && known(current).green()) {
            // The learner has gone on to another file, or another exercise of the same one: so does the coach.
            exercises.stream().filter(exercise -> !known(exercise).green() && edits(exercise, files)).findFirst().ifPresent(next -> {
                current = next;
                hints = 0;
            });
        }
        stale.addAll(results.keySet());
        check(seeking ? exercises : Stream.concat(Stream.of(current), exercises.stream()
                .filter(exercise -> exercise != current && (greenOnce.contains(exercise.id()) || edits(exercise, files)
                        || !results.containsKey(exercise.id())))).toList());
    }

    private static boolean edits(ExerciseResult exercise, Collection<Path> files) {
        return files.stream().anyMatch(file -> file.endsWith(exercise.edit()));
    }

    private void check(List<ExerciseResult> wanted) {
        doing("compiling");
        failure = "";
        checker.check(sources, wanted, this);
    }

    private void doing(String what) {
        doing = what;
        since = System.nanoTime();
    }

    @Override
    public void compiled(List<CompileError> errors) {
        this.errors = errors;
        doing("");
    }

    @Override
    public void begins(ExerciseResult exercise) {
        current = seeking ? exercise : current;
        // One can see what goes on in the background; who listens is not told.
        doing(stage.spoken() && exercise != current ? "" : "checking " + exercise.id());
    }

    @Override
    public void ends(ExerciseResult result) {
        results.put(result.id(), result);
        stale.remove(result.id());
        if (result.green()) {
            greenOnce.add(result.id());
        } else if (result.id().equals(current.id())) {
            seeking = false;
        }
        doing("");
    }

    @Override
    public void done() {
        seeking = false;
        if (results.size() == exercises.size()) {
            var result = Grading.result(sources, known());
            Report.keep(sources.step(), result);
            Report.page(sources.step(), result);
        }
    }

    @Override
    public void broke(Exception exception) {
        doing("");
        failure = "The coach has failed, and goes on: " + exception;
    }

    // --- keys -------------------------------------------------------------------------------------------------------

    private void key(int key) {
        if (question != null) {
            var asked = question;
            question = null;
            if (key == 'y' || key == 'Y') {
                asked.yes().run();
            }
            return;
        }
        notice = "";
        switch (key) {
            case 'q', 3, 4, -1 -> over = true; // also Ctrl-C and Ctrl-D, and the end of the terminal
            case 'r' -> {
                view = View.VERDICT;
                check(seeking ? exercises : List.of(current));
            }
            case 'l' -> view = view == View.LIST ? View.VERDICT : View.LIST;
            case 'd' -> notice = RaceCommand.newestPage(sources).map(page -> Browser.show(page, workshop))
                    .orElse("No race has left a timeline yet.");
            case ' ' -> stage.more();
            default -> {
                if (current != null) {
                    seeking = false;
                    keyOfExercise(key);
                }
            }
        }
    }

    private void keyOfExercise(int key) {
        switch (key) {
            case 'h' -> {
                view = View.HINT;
                hints = Math.min(hints + 1, hintsOfExercise().size());
            }
            case 'n' -> next();
            case 'p' -> show(exercises.get(Math.max(0, exercises.indexOf(current) - 1)));
            case 'x' -> askToReset();
            case 's' -> {
                if (known(current).green()) {
                    view = View.SOLUTION;
                } else {
                    question = new Question(current.id() + " is not green yet. Show the solution of all of " + current.edit() + "?",
                            () -> view = View.SOLUTION);
                }
            }
            default -> { }
        }
    }

    private void next() {
        var count = exercises.size();
        var here = exercises.indexOf(current);
        var next = IntStream.range(1, count).mapToObj(i -> exercises.get((here + i) % count))
                .filter(exercise -> !known(exercise).green()).findFirst();
        if (next.isPresent()) {
            show(next.get());
        } else if (known(current).green()) {
            nextStep().ifPresentOrElse(this::open, () -> notice = "All is done, in every step. Well done!");
        } else {
            notice = "All the others are green.";
        }
    }

    private Optional<StepSources> nextStep() {
        return workshop.steps().stream().filter(step -> Workshop.name(step).compareTo(Workshop.name(sources)) > 0).findFirst();
    }

    private void askToReset() {
        try {
            var starter = new Starter(workshop, new Workshop.Target(sources, List.of(current), false));
            var changed = starter.changed();
            if (changed.isEmpty()) {
                notice = current.edit() + " is as it was.";
                return;
            }
            question = new Question("Put %s back as it was? What you have is kept.".formatted(current.edit()), () -> {
                try {
                    notice = "What you had is in " + workshop.display(starter.restore(changed));
                } catch (IOException e) {
                    notice = "It could not be put back: " + e;
                }
            });
        } catch (Refusal | IllegalStateException | IOException e) {
            notice = e.getMessage();
        }
    }

    // --- what is shown ----------------------------------------------------------------------------------------------

    private Scene scene() {
        return new Scene(result(), body(), status(), doing.isEmpty() ? 0 : (System.nanoTime() - since) / 1_000_000_000);
    }

    private String status() {
        if (question != null) {
            return terminal.plain(question.words() + " [y/N]");
        }
        return doing.isEmpty() ? "" : terminal.plain(doing + " …");
    }

    private List<String> body() {
        var body = new ArrayList<String>();
        if (view == View.LIST) {
            exercises.forEach(exercise -> body.add(line(exercise)));
            body.add("");
            Score.trail(Trail.around(sources.step(), result()), terminal).lines().forEach(body::add);
        } else if (current != null && !(seeking && stage.spoken())) {
            switch (view) {
                case HINT -> hint(body);
                case SOLUTION -> solution(body);
                default -> verdict(body);
            }
        } else if (!errors.isEmpty()) {
            errors(body);
        }
        Stream.of(notice, failure).filter(words -> !words.isEmpty()).forEach(words -> {
            body.add("");
            Words.wrap(terminal.plain("! " + words), Terminal.WIDTH - 2).forEach(line -> body.add("  " + line));
        });
        return body;
    }

    private void verdict(List<String> body) {
        if (!errors.isEmpty()) {
            errors(body);
            return;
        }
        var result = known(current);
        body.add(line(result));
        if (!results.containsKey(result.id())) {
            return;
        }
        body.addAll(Exercises.reasons(result, terminal));
        if (result.green()) {
            body.add("");
            body.add("  " + terminal.plain(whatIsNext()));
            body.add(terminal.plain("  s shows the solution beside yours."));
        }
        exercises.stream().filter(exercise -> exercise != current && greenOnce.contains(exercise.id()) && !known(exercise).green())
                .forEach(lost -> {
                    body.add("");
                    body.add("  " + terminal.red(terminal.plain("! %s was green, and is red again: %s".formatted(lost.id(), lost.title()))));
                });
    }

    private String whatIsNext() {
        var left = exercises.stream().filter(exercise -> !known(exercise).green()).toList();
        if (!left.isEmpty()) {
            return "n goes on with the next one; %d of %d are left.".formatted(left.size(), exercises.size());
        }
        return "The whole step is green." + nextStep().map(step -> " n goes on with step %d.".formatted(number(step))).orElse("");
    }

    private void errors(List<String> body) {
        body.add("  " + terminal.red(terminal.plain("✘ This does not compile.")));
        body.add("");
        Grading.lines(errors, workshop, terminal).forEach(line -> body.add("  " + line));
    }

    private void hint(List<String> body) {
        body.add(line(current));
        body.add("");
        if (hints == 0) {
            body.add("  The README has no hints for this one.");
            return;
        }
        var hint = hintsOfExercise().get(hints - 1);
        body.add("  " + terminal.bold(terminal.plain(hint.title())));
        body.add("");
        hint.lines(Terminal.WIDTH - 4).forEach(line -> body.add(("    " + terminal.plain(line)).stripTrailing()));
        body.add("");
        body.add("  " + (hints < hintsOfExercise().size() ? "h shows the next hint." : "That was the last hint. s shows the solution."));
    }

    private List<Hint> hintsOfExercise() {
        return Hint.of(sources.folder().resolve("README.md"), current.id());
    }

    private void solution(List<String> body) {
        try {
            new Solution(sources, current).lines(stage.columns() - 2, terminal).forEach(line -> body.add("  " + terminal.plain(line)));
        } catch (Refusal nothing) {
            body.add("  " + nothing.getMessage());
        }
    }

    private String line(ExerciseResult exercise) {
        return stage.spoken() ? Exercises.words(known(exercise)) : Exercises.line(known(exercise), terminal);
    }

    private ExerciseResult known(ExerciseResult exercise) {
        return results.getOrDefault(exercise.id(), exercise);
    }

    private List<ExerciseResult> known() {
        return exercises.stream().map(this::known).toList();
    }

    /** For the screen, which is drawn every second and warns of nothing: what {@link Grading#result} reads for its warnings is not read. */
    private StepResult result() {
        return new StepResult(manifest.step(), manifest.title(), known(), List.of());
    }

    private static int number(StepSources step) {
        return Integer.parseInt(step.step().number());
    }

    @Override
    public void close() {
        watcher.close();
        checker.close();
    }
}
