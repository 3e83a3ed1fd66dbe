package workshop.step05;

import jakarta.persistence.Entity;
import workshop.forum.Moderation;

/** The fourth type: what someone thinks of an answer. */
@Entity
public class Review extends Moderated {

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
        setShown(Moderation.clean(body));
    }
}
