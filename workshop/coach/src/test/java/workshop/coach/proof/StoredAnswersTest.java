package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import workshop.coach.steps.StoredAnswer;
import workshop.grading.Manifest;
import workshop.grading.step.StepFolder;

/** Right and wrong answers fit the solution, and take no more room than they need. */
class StoredAnswersTest {

    private static final int RIGHT_ANSWERS = 3;

    @Test
    void every_exercise_has_right_answers_that_differ_from_the_solution() throws IOException {
        var lacking = new ArrayList<String>();
        for (var step : ChosenSteps.all()) {
            var right = StoredAnswer.right(step);
            for (var exercise : Manifest.read(step.step()).exercises()) {
                var id = exercise.id();
                if (right.stream().filter(it -> it.isMeantBy(id)).count() < RIGHT_ANSWERS) {
                    lacking.add(id);
                }
            }
        }
        assertThat(lacking)
                .as(
                        "exercises with fewer than %d answers in solutions/step-…/right, such as"
                                + " right/1.4-a-lambda",
                        RIGHT_ANSWERS)
                .isEmpty();
    }

    /** It must be as right or as wrong on RabbitMQ. */
    @Test
    void no_answer_knows_which_broker_it_is_on() throws IOException {
        var knowing = new ArrayList<String>();
        for (var answer : StoredAnswer.all(ChosenSteps.all())) {
            if (answer.texts().values().stream().anyMatch(text -> text.contains("redis.clients"))) {
                knowing.add(answer.display());
            }
        }
        assertThat(knowing).as("answers that use a class of Redis's client").isEmpty();
    }

    @Test
    void every_answer_is_stored_as_small_as_it_can_be() throws IOException {
        var answers = StoredAnswer.all(ChosenSteps.all());
        assertThat(StoredAnswer.trouble(answers)).isEmpty();
        var onSlides = StoredAnswer.onSlides(ChosenSteps.ROOT);
        assertThat(onSlides).as("files of answers that slides show").isNotEmpty();
        var large = new ArrayList<String>();
        for (var answer : answers) {
            if (!answer.isStoredSmall(onSlides)) {
                large.add(answer.display());
            }
        }
        assertThat(large)
                .as(
                        "answers that \"%s answers\" stores in another way: a file with few changes"
                                + " is a patch, and one that a slide shows is whole",
                        StepFolder.COACH)
                .isEmpty();
    }
}
