package workshop.forum;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A remark beside a question or an answer. */
@Entity
public class Comment implements Post {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String body;

    private String shown;

    protected Comment() {
        // for JPA
    }

    public Comment(String body) {
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
