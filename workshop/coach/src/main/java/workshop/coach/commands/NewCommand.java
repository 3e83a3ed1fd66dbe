package workshop.coach.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Grading;
import workshop.coach.steps.NewExercise;
import workshop.coach.steps.UserError;
import workshop.grading.Manifest;
import workshop.grading.ManifestReview;
import workshop.grading.step.StepFolder;

/** For makers: an exercise to begin with. */
@Command(
        name = "new",
        description =
                "For makers: writes the files of a new exercise, which compile, and says what is"
                        + " left to do.")
final class NewCommand implements Callable<Integer> {

    @ParentCommand private Coach coach;

    @Parameters(paramLabel = "EXERCISE", description = "Its number, such as 3.5.")
    private String id;

    @Parameters(paramLabel = "TITLE", description = "What a learner achieves, in a few words.")
    private String title;

    @Option(
            names = "--name",
            description = "What its classes are called; otherwise after the title.")
    private String name;

    @Override
    public Integer call() throws IOException {
        if (!id.matches("[1-9]\\d?\\.[1-9]\\d{0,2}|0\\.[1-9]\\d{0,2}")) {
            throw new UserError("\"%s\" is no exercise. Say the step and a number: 3.5", id);
        }
        var sources = coach.workshop.step(id.replaceFirst("\\..*", ""));
        for (var file : new NewExercise(sources, id, title, name).write()) {
            coach.say("  %s", coach.workshop.display(file));
        }
        var manifest = writeManifest(sources);
        coach.say("  %s", coach.workshop.display(sources.step().manifest()));
        tellWhatIsLeft(sources, manifest);
        return 0;
    }

    private Manifest writeManifest(StepSources sources) throws IOException {
        try (var engine = new Engine(Grading.PATIENCE);
                var build = engine.build(sources.step(), sources.main(), sources.tests())) {
            if (!build.compiled()) {
                Grading.lines(build.errors(), coach.workshop, coach.terminal)
                        .forEach(coach.out::println);
                throw new UserError(
                        "Now the step does not compile. Repair that, and then write the manifest:"
                                + " mvn test -pl %s -Dworkshop.manifest=write",
                        sources.step().shortName());
            }
            build.manifest().write(sources.step());
            return build.manifest();
        }
    }

    private void tellWhatIsLeft(StepSources sources, Manifest manifest) {
        coach.say("%nIt compiles. What is left to do is in CONTRIBUTING.md, and now this:");
        ManifestReview.faults(sources.step(), manifest).forEach(fault -> coach.say("- %s", fault));
        var bill = sources.step().folder().resolve("src/test/resources/bill.properties");
        if (Files.exists(bill)) {
            coach.say(
                    "- The new file of the starter counts in the bill, unless you name it in%n  %s",
                    coach.workshop.display(bill));
        }
        coach.say(
                """
                - Write the test, the starter, the solution, the wrong answer, the README's
                  section and the slide. Each says "say here" where words of yours belong.
                - Move the slide to where the room begins: it is the last in slides/%s.adoc
                - Write three more right answers, and the wrong ones that people would give.
                  Then store them small: %s answers
                After each change of a test or a starter:
                  mvn test -pl %s -Dworkshop.manifest=write
                In the end, this proves it, and CONTRIBUTING.md says what must be green, too:
                  mvn test -f solutions -pl :coach -Dtest=SoundExercisesTest \\
                    -Dsurefire.failIfNoSpecifiedTests=false -Dworkshop.step=%s\
                """,
                sources.step().shortName(),
                StepFolder.COACH,
                sources.step().shortName(),
                sources.step().ordinal());
    }
}
