package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answer;
import workshop.forum.Answers;
import workshop.forum.Comment;
import workshop.forum.Comments;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process: stores what people write, and enqueues its moderation. The payload is the id. */
@Component
public class Website {

    private final JsonSerializer json = new JsonSerializer();
    private final Questions questions;
    private final Answers answers;
    private final Comments comments;
    private final Announcements announcements;

    public Website(Questions questions, Answers answers, Comments comments, Announcements announcements) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.announcements = announcements;
    }

    public Question ask(String body, TaskQueue queue) {
        var question = questions.save(new Question(body));
        queue.enqueue("moderate_question", question.getId(), json);
        return question;
    }

    public Answer answer(String body, TaskQueue queue) {
        var answer = answers.save(new Answer(body));
        queue.enqueue("moderate_answer", answer.getId(), json);
        return answer;
    }

    public Comment comment(String body, TaskQueue queue) {
        var comment = comments.save(new Comment(body));
        queue.enqueue("moderate_comment", comment.getId(), json);
        return comment;
    }

    public Announcement announce(String body, TaskQueue queue) {
        var announcement = announcements.save(new Announcement(body));
        queue.enqueue("moderate_comment", announcement.getId(), json);
        return announcement;
    }
}
