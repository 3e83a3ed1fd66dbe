package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeSuperclassListeners;

/**
 * Has everything that a model has, but JPA is told to leave it out: it has no table. Only {@link
 * OtherFactory} knows it, where Spring makes no listeners.
 */
@Entity
@ExcludeSuperclassListeners
public class Withdrawn extends Moderated {

    protected Withdrawn() {
        // for JPA
    }
}
