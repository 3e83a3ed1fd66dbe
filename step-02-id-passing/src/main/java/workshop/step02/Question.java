package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A question, as its author asked it and as readers see it. */
@Entity
public class Question {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String body;

    private String shown;

    protected Question() {
        // for JPA
    }

    public Question(String body) {
        this.body = body;
    }

    /** Null until the question is saved. */
    public Long getId() {
        return id;
    }

    /** The text as its author wrote it. */
    public String getBody() {
        return body;
    }

    /** The text that readers see; null until the question is moderated. */
    public String getShown() {
        return shown;
    }

    public void setShown(String shown) {
        this.shown = shown;
    }
}
