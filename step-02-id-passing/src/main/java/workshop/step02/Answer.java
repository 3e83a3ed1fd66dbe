package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** An answer to a question. Its author may edit it, and the worker writes to the same row. */
@Entity
public class Answer {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    // TODO 2.6: when two have loaded the same state, let only the first one save. The second must
    // load again.

    private String body;

    private String shown;

    protected Answer() {
        // for JPA
    }

    public Answer(String body) {
        this.body = body;
    }

    public Long getId() {
        return id;
    }

    /** The text as its author wrote it. */
    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public void setShown(String shown) {
        this.shown = shown;
    }
}
