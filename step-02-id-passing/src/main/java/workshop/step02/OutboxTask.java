package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A row that says that a question must be moderated, and that the queue may not know of it yet. */
@Entity
public class OutboxTask {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long questionId;

    protected OutboxTask() {
        // for JPA
    }

    public OutboxTask(long questionId) {
        this.questionId = questionId;
    }

    public Long getId() {
        return id;
    }

    public long getQuestionId() {
        return questionId;
    }
}
