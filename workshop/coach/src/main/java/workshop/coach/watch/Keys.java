package workshop.coach.watch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import workshop.coach.machine.Browser;
import workshop.coach.machine.Editor;
import workshop.coach.steps.Races;
import workshop.coach.steps.Starter;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.ExerciseResult;
import workshop.grading.StepResult;
import workshop.grading.TextLayout;

/** What the keys do, and what they have opened: a view, a notice, a question. */
final class Keys {

    private static final Set<String> OF_THE_EXERCISE = Set.of("h", "n", "p", "s", "x", "e");

    /** Each with what it does, in a word. */
    static final List<String> NAMES =
            List.of(
                    "h hint",
                    "n next",
                    "p previous",
                    "l list",
                    "r run",
                    "c check all",
                    "e edit",
                    "x reset",
                    "s solution",
                    "d race",
                    "q quit");

    private static final char NO_BREAK = '\u00A0';

    /** All names in lines of that width; no line ends between a key and what it does. */
    static List<String> lines(String between, int width) {
        var names = NAMES.stream().map(name -> name.replace(' ', NO_BREAK)).toList();
        return TextLayout.wrap(String.join(between, names), width).stream()
                .map(line -> line.replace(NO_BREAK, ' '))
                .toList();
    }

    /** Instead of a key: there will be no more. */
    static final String END = "the end of all keys";

    /** Instead of a key: Ctrl-Z, and what the shell does later. */
    static final String SUSPEND = "Ctrl-Z was pressed";

    static final String RESUMED = "the shell goes on with us";

    /** Keys that no letter names. */
    static final String UP = "up";

    static final String DOWN = "down";

    private static final String ESCAPE = "\u001B";
    private static final String YES = "yes";

    /** A question; when it is about the learner's work, one letter is no answer. */
    private record Question(String words, boolean aboutWork, Runnable yes) {}

    private final Workshop workshop;
    private final Display stage;
    private final Editor editor;
    private final Watch watch;
    private final View verdict;
    private View view;
    private HintView hint;

    /**
     * Stays until the next key. A reset is a save, too, and its notice says where the learner's
     * version is.
     */
    private String notice = "";

    private Question question;

    /** What was typed of the answer. */
    private String answer = "";

    Keys(Workshop workshop, Display stage, Editor editor, Watch watch) {
        this.workshop = workshop;
        this.stage = stage;
        this.editor = editor;
        this.watch = watch;
        verdict = new VerdictView(workshop);
        view = verdict;
    }

    View view() {
        return view;
    }

    /** A notice for the learner; empty when there is none. */
    String notice() {
        return notice;
    }

    /** Something to tell, until the next key. */
    void notice(String words) {
        notice = words;
    }

    /** What the next key answers; empty when nothing is asked. */
    String question() {
        if (question == null) {
            return "";
        }
        return question.words() + (question.aboutWork() ? " Type yes: " + answer : " [y/N]");
    }

    /** Back to the verdict. */
    void back() {
        view = verdict;
    }

    /**
     * @param key a letter or a word; {@link #END} at the end of all keys
     */
    void press(String key) {
        if (key.equals(END)) {
            watch.quit();
        } else if (key.equals(SUSPEND)) {
            stage.suspend();
        } else if (key.equals(RESUMED)) {
            stage.resume();
            checkAgain();
        } else if (question != null) {
            answer(key);
        } else {
            notice = "";
            act(key);
        }
    }

    /** A check whose time has run while nothing else did would see an endless loop. */
    private void checkAgain() {
        if (watch.step().doing().isEmpty()) {
            return;
        }
        if (view instanceof AllSteps) {
            view = watch.checkAll();
        } else {
            watch.step().saved(Set.of());
        }
    }

    private void answer(String key) {
        var asked = question;
        answer += key.toLowerCase(Locale.ROOT);
        if (asked.aboutWork() && !answer.equals(YES) && YES.startsWith(answer)) {
            return; // there is more to come
        }
        var agreed = answer.equals(YES) || !asked.aboutWork() && answer.equals("y");
        question = null;
        answer = "";
        if (agreed) {
            asked.yes().run();
        }
    }

    /** A key by its letter, or by its name. */
    private static String letter(String key) {
        return NAMES.stream()
                .filter(name -> name.substring(2).equalsIgnoreCase(key))
                .map(name -> name.substring(0, 1))
                .findFirst()
                .orElse(key);
    }

    private void act(String typed) {
        var key = letter(typed);
        var step = watch.step();
        if (view instanceof ListView list && actOnList(key, list, step)) {
            return;
        }
        switch (key) {
            case "q", "\u0003", "\u0004" -> watch.quit(); // also Ctrl-C and Ctrl-D
            case ESCAPE -> leave();
            case "r" -> {
                back();
                step.check();
            }
            case "c" -> {
                leave();
                view = watch.checkAll();
            }
            case "l" -> view = view instanceof ListView ? verdict : ListView.of(step);
            case "d" ->
                    notice =
                            Races.newestPage(step.sources())
                                    .map(page -> Browser.show(page, workshop))
                                    .orElse("There is no page of a race yet.");
            case " " -> stage.more();
            default -> {
                if (!OF_THE_EXERCISE.contains(key)) {
                    exerciseOf(step, typed)
                            .ifPresentOrElse(
                                    exercise -> goTo(step, exercise),
                                    () -> notice = unknown(typed));
                } else if (step.current() != null) {
                    step.stay();
                    actOnExercise(key, step);
                }
            }
        }
    }

    /** Only who cannot see the keys is told which there are. */
    private String unknown(String typed) {
        return typed.isBlank() || !stage.spoken()
                ? ""
                : "\"%s\" is not a key. The keys are: %s"
                        .formatted(typed, String.join(", ", NAMES));
    }

    private void actOnExercise(String key, WatchedStep step) {
        switch (key) {
            case "h" -> {
                hint =
                        hint != null && hint.isFor(step.current())
                                ? hint.next()
                                : HintView.first(step);
                view = hint;
            }
            case "n" -> next(step);
            case "p" -> {
                leave();
                step.goTo(step.previous());
            }
            case "s" -> solution(step);
            case "x" -> reset(step, step.current());
            case "e" -> edit(step);
            default -> {}
        }
    }

    /** Whether the key is one of the list's. */
    private boolean actOnList(String key, ListView list, WatchedStep step) {
        switch (key) {
            case UP, "k" -> view = list.moved(step, -1);
            case DOWN, "j" -> view = list.moved(step, 1);
            case "f" -> view = list.filtered(step);
            case "\r", "\n" -> goTo(step, list.chosen());
            case "x" -> reset(step, list.chosen());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<ExerciseResult> exerciseOf(WatchedStep step, String typed) {
        return step.seen().exercises().stream()
                .filter(exercise -> exercise.id().equals(typed))
                .findFirst();
    }

    private void goTo(WatchedStep step, ExerciseResult exercise) {
        leave();
        step.stay();
        step.goTo(exercise);
    }

    private void edit(WatchedStep step) {
        var place = step.seen().known(step.current()).place();
        if (place == null) {
            notice = "The line to edit is not known yet.";
            return;
        }
        var colon = place.lastIndexOf(':');
        var file = workshop.root().resolve(place.substring(0, colon));
        notice = editor.open(file, place.substring(colon + 1));
    }

    private void leave() {
        back();
        hint = null;
    }

    private void next(WatchedStep step) {
        var next = step.next();
        if (next.isPresent()) {
            leave();
            step.goTo(next.get());
        } else if (step.seen().green(step.current())) {
            workshop.after(step.sources())
                    .ifPresentOrElse(
                            sources -> {
                                leave();
                                watch.open(sources);
                            },
                            () -> notice = allIsDone(step));
        } else {
            notice = "All other exercises are green.";
        }
    }

    private String allIsDone(WatchedStep step) {
        var left =
                workshop.steps().stream()
                        .filter(other -> !other.equals(step.sources()))
                        .filter(
                                other ->
                                        !Workshop.upToDate(other)
                                                .map(StepResult::green)
                                                .orElse(false))
                        .map(Workshop::number)
                        .map(String::valueOf)
                        .toList();
        return left.isEmpty()
                ? "All is done, in every step. Well done!"
                : "This was the last step. Not green, or changed since their last run: step "
                        + String.join(", ", left);
    }

    private void solution(WatchedStep step) {
        var exercise = step.current();
        Runnable show = () -> view = SolutionView.of(step.sources(), exercise);
        if (step.seen().green(exercise)) {
            show.run();
        } else {
            question =
                    new Question(
                            "%s is not green yet. Show the solution for all of %s?"
                                    .formatted(exercise.id(), exercise.edit()),
                            false,
                            show);
        }
    }

    private void reset(WatchedStep step, ExerciseResult exercise) {
        try {
            var starter =
                    new Starter(
                            workshop,
                            new Workshop.Target(step.sources(), List.of(exercise), false));
            var changed = starter.changed();
            if (changed.isEmpty()) {
                notice = exercise.edit() + " is unchanged.";
                return;
            }
            question =
                    new Question(
                            "Put %s back as it was? Your version is kept."
                                    .formatted(exercise.edit()),
                            true,
                            () -> {
                                try {
                                    notice =
                                            starter.restore(changed)
                                                    .map(workshop::display)
                                                    .map("Your version is kept in "::concat)
                                                    .orElse(exercise.edit() + " is back.");
                                } catch (IOException e) {
                                    notice = "The file could not be put back: " + e;
                                }
                            });
        } catch (UserError | IllegalStateException | IOException e) {
            notice = e.getMessage();
        }
    }
}
