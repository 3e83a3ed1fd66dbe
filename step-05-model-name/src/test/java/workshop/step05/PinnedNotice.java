package workshop.step05;

import jakarta.persistence.Entity;

/** An entity that extends another entity, and has a name of its own. */
@Entity
public class PinnedNotice extends Notice {

    protected PinnedNotice() {
        // for JPA
    }

    public PinnedNotice(String body) {
        super(body);
    }
}
