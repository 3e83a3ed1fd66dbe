package workshop.forum;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** What someone else knows about a question. */
@Entity
public class Answer implements Post {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String body;

    private String shown;

    protected Answer() {
        // for JPA
    }

    public Answer(String body) {
        this.body = body;
    }

    @Override
    public Long getId() {
        return id;
    }

    @Override
    public String getBody() {
        return body;
    }

    @Override
    public void setBody(String body) {
        this.body = body;
    }

    @Override
    public String getShown() {
        return shown;
    }

    @Override
    public void setShown(String shown) {
        this.shown = shown;
    }
}
