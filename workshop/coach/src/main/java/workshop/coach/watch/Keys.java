package workshop.coach.watch;

import java.io.IOException;
import java.util.List;
import workshop.coach.machine.Browser;
import workshop.coach.steps.Races;
import workshop.coach.steps.Starter;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;

/** What the keys do, and what they have opened: a view, a notice, a question. */
final class Keys {

    /** Each with what it does, in a word. */
    static final List<String> NAMES =
            List.of(
                    "h hint",
                    "n next",
                    "p previous",
                    "l list",
                    "r run",
                    "x reset",
                    "s solution",
                    "d race",
                    "q quit");

    private record Question(String words, Runnable yes) {}

    private final Workshop workshop;
    private final Display stage;
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

    Keys(Workshop workshop, Display stage, Watch watch) {
        this.workshop = workshop;
        this.stage = stage;
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

    /** What the next key answers; empty when nothing is asked. */
    String question() {
        return question == null ? "" : question.words();
    }

    /** Back to the verdict. */
    void back() {
        view = verdict;
    }

    /**
     * @param key a character; -1 at the end of all keys
     */
    void press(int key) {
        if (key == -1) {
            watch.quit();
        } else if (question != null) {
            answer(key);
        } else {
            notice = "";
            act(key);
        }
    }

    private void answer(int key) {
        var asked = question;
        question = null;
        if (key == 'y' || key == 'Y') {
            asked.yes().run();
        }
    }

    private void act(int key) {
        var step = watch.step();
        switch (key) {
            case 'q', 3, 4 -> watch.quit(); // also Ctrl-C and Ctrl-D
            case 'r' -> {
                back();
                step.check();
            }
            case 'l' -> view = view instanceof ListView ? verdict : ListView.of(step);
            case 'd' ->
                    notice =
                            Races.newestPage(step.sources())
                                    .map(page -> Browser.show(page, workshop))
                                    .orElse("There is no page of a race yet.");
            case ' ' -> stage.more();
            default -> {
                if (step.current() != null) {
                    step.stay();
                    actOnExercise(key, step);
                }
            }
        }
    }

    private void actOnExercise(int key, WatchedStep step) {
        switch (key) {
            case 'h' -> {
                hint =
                        hint != null && hint.isFor(step.current())
                                ? hint.next()
                                : HintView.first(step);
                view = hint;
            }
            case 'n' -> next(step);
            case 'p' -> {
                leave();
                step.goTo(step.previous());
            }
            case 's' -> solution(step);
            case 'x' -> reset(step);
            default -> {}
        }
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
        } else if (step.progress().green(step.current())) {
            workshop.after(step.sources())
                    .ifPresentOrElse(
                            sources -> {
                                leave();
                                watch.open(sources);
                            },
                            () -> notice = "All is done, in every step. Well done!");
        } else {
            notice = "All other exercises are green.";
        }
    }

    private void solution(WatchedStep step) {
        var exercise = step.current();
        Runnable show = () -> view = SolutionView.of(step.sources(), exercise);
        if (step.progress().green(exercise)) {
            show.run();
        } else {
            question =
                    new Question(
                            "%s is not green yet. Show the solution for all of %s?"
                                    .formatted(exercise.id(), exercise.edit()),
                            show);
        }
    }

    private void reset(WatchedStep step) {
        var exercise = step.current();
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
                            () -> {
                                try {
                                    notice =
                                            "Your version is kept in "
                                                    + workshop.display(starter.restore(changed));
                                } catch (IOException e) {
                                    notice = "The file could not be put back: " + e;
                                }
                            });
        } catch (UserError | IllegalStateException | IOException e) {
            notice = e.getMessage();
        }
    }
}
