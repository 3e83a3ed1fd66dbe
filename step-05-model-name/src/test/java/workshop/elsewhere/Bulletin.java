package workshop.elsewhere;

import jakarta.persistence.Entity;
import workshop.step05.Moderated;

/** A model that lives in a package of its own, far from the others. */
@Entity
public class Bulletin extends Moderated {

    protected Bulletin() {
        // for JPA
    }

    public Bulletin(String body) {
        super(body);
    }
}
