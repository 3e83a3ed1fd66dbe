package workshop.step05;

import jakarta.persistence.Entity;

/** Has everything that a model has, but JPA is told to leave it out: it has no table. */
@Entity
public class Withdrawn extends Moderated {

    protected Withdrawn() {
        // for JPA
    }
}
