package workshop.step05;

import jakarta.persistence.Entity;

/** A remark beside a question or an answer. */
@Entity
public class Comment extends Moderated {

    protected Comment() {
        // for JPA
    }

    public Comment(String body) {
        super(body);
    }
}
