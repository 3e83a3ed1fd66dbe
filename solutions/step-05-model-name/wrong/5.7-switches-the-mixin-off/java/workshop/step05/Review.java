package workshop.step05;

import jakarta.persistence.Entity;

/** The fourth type: what someone thinks of an answer. */
@Entity
public class Review extends Moderated {

    @Override
    public boolean needsModeration() {
        return false;
    }

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
