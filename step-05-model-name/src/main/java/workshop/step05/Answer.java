package workshop.step05;

import jakarta.persistence.Entity;

/** What someone knows about a question. */
@Entity
public class Answer extends Moderated {

    protected Answer() {
        // for JPA
    }

    public Answer(String body) {
        super(body);
    }
}
