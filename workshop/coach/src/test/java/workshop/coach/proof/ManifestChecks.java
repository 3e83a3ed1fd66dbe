package workshop.coach.proof;

import static workshop.coach.proof.Check.require;

import java.io.IOException;
import java.util.List;
import workshop.coach.engine.StepSources;
import workshop.coach.proof.Check.Claim;
import workshop.grading.Manifest;
import workshop.grading.ManifestReview;

/** The exercises of a step fit together, and fit what is written down about them. */
final class ManifestChecks {

    private static final int WRONG_ANSWERS = 4;

    private final StepSources sources;
    private final StepFiles files;
    private final Manifest manifest;

    ManifestChecks(StepSources sources, Manifest manifest) {
        this.sources = sources;
        this.files = new StepFiles(sources);
        this.manifest = manifest;
    }

    List<Check> all() {
        return List.of(
                Check.of(Claim.README, "exercises.json fits the tests", this::manifest),
                Check.of(
                        Claim.SOLUTION,
                        "ids, points, stars and answers fit together",
                        this::faults),
                Check.of(
                        Claim.SOLUTION,
                        "the solution consists of files that exercises tell to edit",
                        this::editedFiles),
                Check.of(
                        Claim.WRONG,
                        "there are at least %d wrong answers".formatted(WRONG_ANSWERS),
                        this::wrongAnswers));
    }

    private void manifest() {
        var written = Manifest.read(sources.step());
        var differences = String.join("\n", ManifestReview.differences(written, manifest));
        require(
                differences.isEmpty(),
                "%s is out of date:\n%sThis command writes it again:\n"
                        + "    mvn test -pl %s -Dworkshop.manifest=write",
                files.display(sources.step().manifest()),
                differences.indent(4),
                sources.step().shortName());
    }

    private void faults() {
        var faults = ManifestReview.faults(sources.step(), manifest);
        require(faults.isEmpty(), "%s", String.join("\n", faults));
    }

    private void editedFiles() {
        var unnamed = sources.solution().only(path -> !isEdited(path));
        require(
                unnamed.files().isEmpty(),
                "The solution has files that no exercise tells to edit: %s. Name them in"
                        + " @Exercise(edit = …), or do without them.",
                unnamed.files().keySet());
    }

    private boolean isEdited(String path) {
        return manifest.exercises().stream().anyMatch(it -> StepBuilds.edits(it, path));
    }

    private void wrongAnswers() throws IOException {
        var answers = files.wrongAnswers().size();
        require(
                answers >= WRONG_ANSWERS,
                "%s has %d wrong answers. Think of more that people would give: at least %d.",
                files.solutionFolder(),
                answers,
                WRONG_ANSWERS);
    }
}
