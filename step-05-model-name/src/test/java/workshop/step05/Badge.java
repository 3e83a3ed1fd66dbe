package workshop.step05;

import jakarta.persistence.Entity;
import workshop.forum.Post;

/** An entity that has a text like a post, and extends a class, but not Moderated. */
@Entity
public class Badge extends Numbered implements Post {

    private String body;

    private String shown;

    protected Badge() {
        // for JPA
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
