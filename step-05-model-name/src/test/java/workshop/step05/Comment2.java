package workshop.step05;

import jakarta.persistence.Entity;

/** A comment of another kind: its name begins like that of Comment, and goes on with a digit. */
@Entity
public class Comment2 extends Moderated {

    protected Comment2() {
        // for JPA
    }

    public Comment2(String body) {
        super(body);
    }
}
