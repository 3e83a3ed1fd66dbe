package workshop.step03;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Answer;
import workshop.forum.Answers;
import workshop.forum.Comment;
import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.grading.Exercise;
import workshop.queue.DeadLetter;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * At each call the website enqueues one message for moderate_announcement, whose body is the id in
 * digits; when the queue refuses, the exception comes out. The worker of Shims applies both rules
 * to it, through the code that the others share, and touches announcements only. The other three
 * types work as before, at both ends.
 *
 * <p>Free: helpers in Website, whether TaskPerType knows announcements, too.
 */
@Exercise(
        id = "3.4",
        title = "A fourth type arrives: count what you touch",
        points = 20,
        stars = 1,
        edit = "Website.java")
class FourthTypeTest extends ModerationChecks {

    private static final List<ForumType> FOURTH = List.of(ForumType.ANNOUNCEMENT);

    private static final String WITH_HEADERS = " and the headers ";

    @Autowired private Announcements announcements;
    @Autowired private Questions questions;
    @Autowired private Answers answers;
    @Autowired private Comments comments;
    @Autowired private Shims tasks;

    @Test
    void the_moderation_of_an_announcement_is_enqueued(TaskQueue queue) {
        for (var body : List.of("We are moving.", " ", "We have  moved: http://a.example")) {
            var announcement = announcements.save(new Announcement(body));
            new Website(queue).announced(announcement);
            if (announcement.getShown() != null || !announcement.getBody().equals(body)) {
                var message =
                        """
                        The website itself changed announcement %d: its body is "%s", and readers \
                        see "%s". It enqueued %s. The rules are the worker's job; the website only \
                        enqueues.\
                        """
                                .formatted(
                                        announcement.getId(),
                                        announcement.getBody(),
                                        announcement.getShown(),
                                        said(enqueued(queue)));
                throw SharedCode.failure(message, enqueuing(announcement));
            }
            requireEnqueued(ForumType.ANNOUNCEMENT, announcement, queue);
        }
    }

    @Test
    void whatever_its_id_and_even_if_it_was_moderated_before(TaskQueue queue) {
        for (long id : List.of(7L, 0L, -1L, 5_000_000_000L)) {
            insert(ForumType.ANNOUNCEMENT, id, "Edited  since");
            sql("update announcement set shown = 'Before' where id = ?", id);
            var announcement = announcements.findById(id).orElseThrow();
            new Website(queue).announced(announcement);
            requireEnqueued(ForumType.ANNOUNCEMENT, announcement, queue);
        }
    }

    @Test
    void each_call_enqueues_once(TaskQueue queue) {
        var announcement = announcements.save(new Announcement("We are moving."));
        var website = new Website(queue);
        for (var body : List.of("We are moving.", "We have moved.", "We have moved.")) {
            announcement.setBody(body);
            website.announced(announcement);
            requireEnqueued(ForumType.ANNOUNCEMENT, announcement, queue);
        }
    }

    @Test
    void a_queue_that_refuses_is_heard_of() {
        var server = QueueServer.ofThisRun();
        var name = "refusing:" + UUID.randomUUID();
        var announcement = announcements.save(new Announcement("We are moving."));
        var queue = new TaskQueue(server.queue(name));
        server.refuse(name);
        try {
            new Website(queue).announced(announcement);
        } catch (RuntimeException heard) {
            return;
        } finally {
            server.delete(name);
        }
        throw SharedCode.failure(
                """
                The queue refused the message (the test made it do so), and announced() returned \
                as if all were well. The announcement is saved, and no one will ever moderate it. \
                Let the exception out, as the other three methods do.\
                """,
                enqueuing(announcement));
    }

    @Test
    void what_jpa_has_only_promised_to_load_is_enqueued_like_the_row(TaskQueue queue) {
        var website = new Website(queue);
        long id = announcements.save(new Announcement("We are moving.")).getId();
        var promised = announcements.getReferenceById(id);
        website.announced(promised);
        requireEnqueued(ForumType.ANNOUNCEMENT, promised, queue);
        var question = questions.getReferenceById(questions.save(new Question("Why?")).getId());
        website.asked(question);
        requireEnqueued(ForumType.QUESTION, question, queue);
    }

    @Test
    void the_others_are_enqueued_as_before(TaskQueue queue) {
        var website = new Website(queue);
        var question = questions.save(new Question("Where to?"));
        website.asked(question);
        requireEnqueued(ForumType.QUESTION, question, queue);
        var answer = answers.save(new Answer("Next door."));
        website.answered(answer);
        requireEnqueued(ForumType.ANSWER, answer, queue);
        var comment = comments.save(new Comment("Why?"));
        website.commented(comment);
        requireEnqueued(ForumType.COMMENT, comment, queue);
    }

    private void requireEnqueued(ForumType type, Post post, TaskQueue queue) {
        var enqueued = enqueued(queue);
        var expected = type.task() + " with the body " + post.getId();
        if (!enqueued.equals(List.of(expected))) {
            var message =
                    """
                    For %s %d the website enqueued %s. It should be one message: %s. %s\
                    """
                            .formatted(
                                    type,
                                    post.getId(),
                                    said(enqueued),
                                    expected,
                                    lesson(type, post, enqueued, queue));
            throw SharedCode.failure(message, enqueuing(post));
        }
    }

    /** Where Website enqueues posts of that class. */
    private static List<String> enqueuing(Post post) {
        var code = new SharedCode(Website.class);
        return Stream.of(Website.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Website.class)
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0].isInstance(post))
                .flatMap(method -> code.enqueuingIn(method).stream())
                .toList();
    }

    private static String said(List<String> enqueued) {
        return enqueued.isEmpty() ? "nothing" : String.join(", and ", enqueued);
    }

    private String lesson(ForumType type, Post post, List<String> enqueued, TaskQueue queue) {
        if (enqueued.isEmpty()) {
            return whyNothing(post, queue);
        }
        if (enqueued.size() > 1) {
            return "Each message is run: what is enqueued twice is done twice.";
        }
        if (enqueued.get(0).startsWith(type.task() + ",")) {
            return "A worker accepts what this website's json writes: send the id as the others"
                    + " do.";
        }
        if (!enqueued.get(0).startsWith(type.task() + " ")) {
            return isAnothersTask(enqueued.get(0))
                    ? """
                    That is another type's task: it looks for the id in another table, and what \
                    it finds there is not the %s.\
                    """
                            .formatted(type)
                    : lessonOnTheName(enqueued.get(0).replaceFirst(" .*", ""), queue);
        }
        if (enqueued.get(0).contains(WITH_HEADERS)) {
            return "What travels beside the id is old when it arrives: the worker loads the row.";
        }
        return "The body is the id in decimal digits and nothing else, as for the other types.";
    }

    /** Of an announcement that has a shown, a second look tells whether that is the reason. */
    private static String whyNothing(Post post, TaskQueue queue) {
        long end = System.nanoTime() + LATE.toNanos();
        while (System.nanoTime() < end) {
            if (queue.length() > 0) {
                return """
                A moment later its message was there: another thread has sent it. No one follows \
                that thread, and what it throws is lost: enqueue before announced() returns.\
                """;
            }
            Thread.onSpinWait();
        }
        if (post instanceof Announcement announcement && post.getShown() != null) {
            announcement.setShown(null);
            new Website(queue).announced(announcement);
            if (!enqueued(queue).isEmpty()) {
                return """
                Where its shown is null, the same announcement is enqueued. One whose shown is set \
                may have a new body, and is moderated again.\
                """;
            }
        }
        return "Without it, no worker will ever hear of it.";
    }

    private String lessonOnTheName(String name, TaskQueue queue) {
        if (name.toLowerCase(Locale.ROOT).contains("hibernateproxy")) {
            return """
            JPA may hand out a subclass that stands for a row which it has not loaded yet. So the \
            name of an object's class is not always the name of its type.\
            """;
        }
        queue.enqueue(name, 7L, new JsonSerializer());
        var letters = drained(ForumType.ANNOUNCEMENT, 7, queue, tasks.worker(queue)).letters();
        boolean isKnown = letters.stream().noneMatch(FourthTypeTest::hasNoHandler);
        var lesson =
                isKnown
                        ? """
                        Your worker in Shims knows %s, too: your two ends agree, but with each \
                        other only. Every worker that uses the agreed name turns the message into \
                        a dead letter. Change both ends.\
                        """
                        : """
                        No worker that uses the agreed name knows %s, nor does yours in Shims: the \
                        message becomes a dead letter.\
                        """;
        return lesson.formatted(name);
    }

    @Test
    void an_announcement_is_moderated_by_all_the_rules(TaskQueue queue) {
        for (var body :
                List.of("We  are moving: https://a.example", "Not http://casino.example", "  ")) {
            var announcement = announcements.save(new Announcement(body));
            new Website(queue).announced(announcement);
            var ran =
                    drained(
                            ForumType.ANNOUNCEMENT,
                            announcement.getId(),
                            queue,
                            tasks.worker(queue));
            requireItsTask(ran);
            inShims(() -> requireShown(ran, cleanCut(body)));
        }
    }

    private static void requireItsTask(Ran ran) {
        if (!ran.letters().isEmpty() && !ran.letters().get(0).task().equals(ran.type().task())) {
            fail(
                    """
                    For a new %s the website enqueued %s, but the task's name is %s. The dead \
                    letter says: %s\
                    """,
                    ran.type(), ran.letters().get(0).task(), ran.type().task(), ran.reason());
        }
    }

    /** What goes wrong in this check went wrong in Shims, if no exception names another place. */
    private static void inShims(Runnable check) {
        try {
            check.run();
        } catch (AssertionError e) {
            if (Stream.of(e.getStackTrace())
                    .anyMatch(it -> "Shims.java".equals(it.getFileName()))) {
                throw e;
            }
            var tasks = new SharedCode().callsOf(Worker.class, "handle");
            throw SharedCode.failure(
                    e.getMessage(),
                    tasks.stream().filter(it -> it.startsWith("Shims.java")).toList());
        }
    }

    @Test
    void its_task_touches_announcements_only(TaskQueue queue) {
        inShims(
                () ->
                        assertThatEachChangesItsRowOnly(
                                FOURTH,
                                "We are  moving.",
                                "We are moving.",
                                queue,
                                tasks.worker(queue)));
    }

    @Test
    void an_edited_announcement_is_moderated_again(TaskQueue queue) {
        inShims(
                () ->
                        assertThatAnEditIsModeratedAgain(
                                FOURTH, ": https://edited.example", queue, tasks.worker(queue)));
    }

    @Test
    void an_announcement_that_is_gone_is_reported(TaskQueue queue) {
        inShims(() -> assertThatAMissingRowIsReported(FOURTH, queue, tasks.worker(queue)));
    }

    @Test
    void its_task_is_tried_again_when_the_database_fails_once(TaskQueue queue) {
        inShims(() -> assertThatTroubleIsTriedAgain(FOURTH, queue, tasks.worker(queue)));
    }

    @Test
    void no_dead_letter_says_of_an_announcement_that_is_there_that_it_is_gone(TaskQueue queue) {
        inShims(() -> assertThatLastingTroubleIsNotCalledGone(FOURTH, queue, tasks.worker(queue)));
    }

    @Test
    void its_task_hands_over_to_what_the_others_share(TaskQueue queue) {
        inShims(() -> assertThatTheyHandOverByACall(FOURTH, queue, tasks.worker(queue)));
        var code = new SharedCode();
        ShimsTest.requireOnePlace("Links.cut", code.callsOf(Links.class, "cut"));
        ShimsTest.requireOnePlace("Moderation.clean", code.callsOf(Moderation.class, "clean"));
        ShimsTest.requireOnePlace("setShown", code.callsOf(Post.class, "setShown"));
    }

    @Test
    void the_others_are_moderated_as_before(TaskQueue queue) {
        for (var type : THREE) {
            insertAll(7, "Still  here?");
            var ran = run(type, 7, queue, tasks.worker(queue));
            inShims(() -> requireShown(ran, "Still here?"));
            emptyTheTables();
        }
    }

    /** Empties the queue, and says of each message what it asks for. */
    private static List<String> enqueued(TaskQueue queue) {
        var enqueued = new ArrayList<String>();
        int dead = queue.deadLetters().size();
        var worker = Worker.on(queue).accept(new JsonSerializer());
        for (var type : ForumType.values()) {
            worker.handle(type.task(), (payload, message) -> enqueued.add(said(message)));
        }
        worker.drain();
        queue.deadLetters().stream().skip(dead).map(FourthTypeTest::said).forEach(enqueued::add);
        return enqueued;
    }

    private static boolean hasNoHandler(DeadLetter letter) {
        return letter.reason().startsWith("No handler");
    }

    /** The worker that said no handler is this test's own, and a learner has never seen it. */
    private static String said(DeadLetter letter) {
        if (!hasNoHandler(letter)) {
            var reason = letter.reason().replaceFirst("\\.$", "");
            return letter.task() + ", which a worker refuses: " + reason;
        }
        return said(letter.fields().toMessage(letter.id()));
    }

    private static String said(Message message) {
        var headers = message.headers();
        return message.task()
                + " with the body "
                + new String(message.body(), UTF_8)
                + (headers.isEmpty() ? "" : WITH_HEADERS + headers);
    }

    private static boolean isAnothersTask(String enqueued) {
        return Stream.of(ForumType.values())
                .anyMatch(type -> enqueued.startsWith(type.task() + " "));
    }
}
