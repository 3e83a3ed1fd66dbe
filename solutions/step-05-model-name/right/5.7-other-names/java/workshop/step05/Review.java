package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The fourth type: what someone thinks of an answer. */
@Entity(name = "Opinion")
@Table(name = "what_they_think")
public class Review extends Moderated {

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
