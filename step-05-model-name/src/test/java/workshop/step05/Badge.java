package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import workshop.forum.Post;

/** An entity that has a text like a post, but does not extend Moderated. */
@Entity
public class Badge implements Post {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String body;

    private String shown;

    protected Badge() {
        // for JPA
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
