package workshop.coach.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.coach.export.ExportedScore;
import workshop.coach.export.Form;
import workshop.coach.export.Origin;
import workshop.coach.steps.Grading;
import workshop.coach.steps.UserError;
import workshop.grading.Manifest;
import workshop.grading.TextStyle;

/** Writes the score in the form that an instructor's tool reads. */
@Command(
        name = "export",
        description = {
            "Runs steps and writes their score in the form that an instructor's tool reads.",
            "",
            "The exit code is 0 when everything is green, 1 when something is red, and 2 when there"
                    + " is no score. workshop/scores has ready-made files for Classroom 50,"
                    + " Gradescope and GitHub Actions.",
            ""
        },
        exitCodeOnExecutionException = Coach.REFUSED)
final class ExportCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..*",
            description = "Such as 1 5. If you name none: all steps.")
    private List<String> steps = List.of();

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = "classroom50, junit, gradescope, csv or json (json if you name none).")
    private String form = "json";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; to the standard output if you name no file.")
    private Path file;

    @Option(
            names = "--partial",
            description =
                    "An exercise earns a share of its points for each green test. Otherwise it"
                            + " earns all of them or none.")
    private boolean partial;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Whose score it is; it is written into the export.")
    private String name = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var as = Form.named(form);
        as.check(System.getenv());
        checkFile();
        var wanted =
                steps.isEmpty()
                        ? coach.workshop.steps()
                        : steps.stream().map(coach.workshop::step).distinct().toList();
        wanted.forEach(ExportCommand::checkManifest);
        var report =
                new ExportedScore(
                        Origin.now(name.strip(), coach.workshop.root()), partial, run(wanted));
        var text = as.write(report, System.getenv());
        if (file == null) {
            coach.out.print(text);
            coach.out.flush();
        } else {
            write(text);
            coach.say("%s of %s points, in %s", report.earned(), report.points(), file);
        }
        return report.green() ? 0 : Coach.RED;
    }

    private List<ExportedScore.Step> run(List<StepSources> wanted)
            throws IOException, InterruptedException {
        var results = new ArrayList<ExportedScore.Step>();
        try (var engine = new Engine(Grading.PATIENCE)) {
            for (var sources : wanted) {
                var manifest = Manifest.read(sources.step());
                var grading = Grading.of(sources, engine, id -> true, exercise -> {});
                // What does not compile earns no points.
                var result = grading.result() != null ? grading.result() : manifest.unrun();
                results.add(
                        new ExportedScore.Step(
                                result,
                                manifest.changedTests(sources.step()),
                                Grading.lines(
                                        grading.errors(),
                                        coach.workshop,
                                        new TextStyle(false, true))));
                if (file != null) {
                    coach.say("%s: %s of %s", result.title(), result.earned(), result.points());
                }
            }
        }
        return results;
    }

    /** Said before a run of some minutes, not after it. */
    private void checkFile() {
        if (file == null) {
            return;
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UserError("%s is a folder. Name a file, such as scores.csv.", file);
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder %s. Make it first; nothing has run.", folder);
        }
        if (!Files.isWritable(folder)) {
            throw new UserError("The folder %s cannot be written to; nothing has run.", folder);
        }
    }

    private static void checkManifest(StepSources sources) {
        if (!Files.exists(sources.step().manifest())) {
            throw new UserError(
                    "%s is gone. It says which tests are the workshop's own, so there can be no"
                            + " score without it. To bring it back: git restore :/%s",
                    sources.step().display(sources.step().manifest()),
                    sources.step().display(sources.step().manifest()));
        }
    }

    /** A reader finds the whole document or none. */
    private void write(String text) {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError("%s could not be written: %s", file, e.getMessage());
        }
    }
}
