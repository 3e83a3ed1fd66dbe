package workshop.step05;

import jakarta.persistence.Entity;

/** What someone wants to know. */
@Entity
public class Question extends Moderated {

    protected Question() {
        // for JPA
    }

    public Question(String body) {
        super(body);
    }
}
