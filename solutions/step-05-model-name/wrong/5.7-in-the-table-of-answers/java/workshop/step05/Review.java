package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The fourth type: what someone thinks of an answer. */
@Entity
@Table(name = "answer")
public class Review extends Moderated {

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
