package workshop.elsewhere;

import jakarta.persistence.Entity;
import workshop.step05.Moderated;

/**
 * A model that lives in a package of its own, far from the others. Two bulletins with the same text
 * are equal.
 */
@Entity
public class Bulletin extends Moderated {

    protected Bulletin() {
        // for JPA
    }

    public Bulletin(String body) {
        super(body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bulletin bulletin && getBody().equals(bulletin.getBody());
    }

    @Override
    public int hashCode() {
        return getBody().hashCode();
    }
}
