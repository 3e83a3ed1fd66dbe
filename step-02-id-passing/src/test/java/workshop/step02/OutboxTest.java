package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

@Exercise(
        id = "2.4",
        title = "Nothing is lost between two systems",
        points = 15,
        stars = 2,
        edit = "Outbox.java")
@Step02Test
class OutboxTest {

    private static final String LOST =
            """
            The question is saved, but its task is lost, and no worker will ever moderate it. \
            Either a process died between the database and the queue, or the relay deleted a task \
            that it had not sent.\
            """;

    private static final String GHOST =
            """
            The queue asks for the moderation of a question that was never saved. Either a process \
            died before it had committed the question, or the message carries another id.\
            """;

    private static final String RELAY_DIED =
            """
            The relay died after deleting a task and before sending it: the question is saved, but \
            no worker will ever moderate it.\
            """;

    private final Step02Fixture fixture;

    OutboxTest(Step02Fixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void no_task_is_lost_wherever_a_process_dies() {
        var exploration =
                Interleavings.of(this::fresh)
                        .named("2.4 Web or relay dies")
                        .actor("web", any -> unlessOvertaken(this::ask))
                        .actor("relay", any -> unlessOvertaken(this::relay))
                        .mayCrash("web")
                        .mayCrash("relay")
                        .outcome(any -> outcome())
                        .acceptable("asked for once", "asked for twice", "nothing saved")
                        .forbidden("saved, but lost", LOST)
                        .forbidden("a ghost", GHOST)
                        .explore();

        Races.requireNone(exploration, relayDied(exploration) ? RELAY_DIED : "");
    }

    private static boolean relayDied(Exploration exploration) {
        return exploration.shortestBad().stream()
                .flatMap(trace -> trace.steps().stream())
                .anyMatch(step -> step.kind() == Kind.CRASH && step.actor().equals("relay"));
    }

    @Test
    void when_no_process_dies_the_task_is_sent_once() {
        ask();

        assertThat(outcome())
                .as(
                        """
                        What happened to a question after two rounds of the relay, though no \
                        process died. Asked for twice: the relay does not delete what it has sent, \
                        or ask() sends the task as well.\
                        """)
                .isEqualTo("asked for once");
    }

    private Step02Fixture fresh() {
        fixture.clear();
        return fixture;
    }

    private void ask() {
        fixture.process(Outbox.class).ask(new Question("Who will tell the worker?"));
    }

    private void relay() {
        fixture.process(Outbox.class).relay();
    }

    /**
     * When two send the same task, the second may find that the first has already deleted the row.
     * That does no harm.
     */
    private static void unlessOvertaken(Runnable work) {
        try {
            work.run();
        } catch (ConcurrencyFailureException e) {
            // the other one has sent it
        }
    }

    /** However the processes died, the relay always gets its next rounds. */
    private String outcome() {
        relay();
        relay();
        var saved = fixture.ids("question");
        var sent = new ArrayList<Object>();
        fixture.drain("moderate", (id, message) -> sent.add(id));
        if (!saved.containsAll(sent)) {
            return "a ghost";
        } else if (saved.isEmpty()) {
            return "nothing saved";
        }
        return switch (sent.size()) {
            case 0 -> "saved, but lost";
            case 1 -> "asked for once";
            default -> "asked for twice";
        };
    }
}
