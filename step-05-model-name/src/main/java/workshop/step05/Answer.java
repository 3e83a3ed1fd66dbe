package workshop.step05;

import jakarta.persistence.Entity;

/** What somebody else knows about it. */
@Entity
public class Answer extends Moderated {

    protected Answer() {
        // for JPA
    }

    public Answer(String body) {
        super(body);
    }
}
