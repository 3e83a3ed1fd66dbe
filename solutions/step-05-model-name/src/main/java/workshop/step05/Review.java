package workshop.step05;

import jakarta.persistence.Entity;

/** The fourth type: what someone thinks of an answer. */
// tag::review[]
@Entity
public class Review extends Moderated {
    // end::review[]

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
