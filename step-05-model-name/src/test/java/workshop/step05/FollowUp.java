package workshop.step05;

import jakarta.persistence.Entity;

/**
 * Last year this class was called Reply. Messages from then are still in the queue, and JPA still
 * knows the class by that name.
 */
@Entity(name = "Reply")
public class FollowUp extends Moderated {

    protected FollowUp() {
        // for JPA
    }

    public FollowUp(String body) {
        super(body);
    }
}
