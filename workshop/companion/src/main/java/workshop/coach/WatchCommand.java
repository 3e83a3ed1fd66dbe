package workshop.coach;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.grade.Manifest;
import workshop.grade.Terminal;

/** The learner's companion at work. */
@Command(name = "watch", description = "Runs the exercise that is next whenever you save, and shows how it went.")
final class WatchCommand implements Callable<Integer> {

    @ParentCommand
    private Coach coach;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Such as 5. Without it, the step whose folder you are in, "
            + "or the first that is not done.")
    private String step;

    @Option(names = "--plain", description = "Plain lines, and no redrawing: for screen readers. A key is a letter and Enter. "
            + "It is so by itself where there is no terminal.")
    private boolean plain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var sources = step == null ? coach.workshop.current() : coach.workshop.step(step);
        List<String> lastWords;
        try (var stage = stage()) {
            stage.show(new Scene(Manifest.of(sources.step()).unrun(), List.of(), "starting …", 0));
            try (var engine = new Engine(Grading.PATIENCE).keepCompiled(); var watch = new Watch(coach.workshop, stage, engine, sources)) {
                archiveClasses(engine);
                watch.run();
                lastWords = watch.lastWords();
            }
        }
        lastWords.forEach(coach.out::println);
        return 0;
    }

    /** Once on a machine: from then on the first verdict comes twice as fast. If it fails, that is all that is lost. */
    private static void archiveClasses(Engine engine) {
        var thread = new Thread(() -> {
            try {
                engine.archiveClasses();
            } catch (IOException | InterruptedException e) {
                // the next start takes as long as this one
            }
        }, "archive of classes");
        thread.setDaemon(true);
        thread.start();
    }

    private Stage stage() throws IOException {
        if (plain || !canRedraw()) {
            return new PlainStage(System.in, coach.out, coach.terminal.unicode());
        }
        return new TerminalStage(TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .encoding(Terminal.encoding())
                .graphemeCluster(false) // or JLine asks the terminal questions, in plain sight
                .build(), coach.terminal);
    }

    /** Whether there is a terminal, and one that can move its cursor. */
    static boolean canRedraw() {
        return Terminal.interactive() && !"dumb".equals(System.getenv("TERM"));
    }
}
