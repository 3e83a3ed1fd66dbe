package workshop.step05;

import jakarta.persistence.Entity;

/** The fourth type: what someone thinks of an answer. */
@Entity
public class Review extends Answer {

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
