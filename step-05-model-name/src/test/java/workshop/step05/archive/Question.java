package workshop.step05.archive;

import jakarta.persistence.Entity;
import workshop.step05.Moderated;

/**
 * A question from the forum's first years. Another class has the same simple name, so JPA knows
 * this one as ArchivedQuestion.
 */
@Entity(name = "ArchivedQuestion")
public class Question extends Moderated {

    protected Question() {
        // for JPA
    }

    public Question(String body) {
        super(body);
    }
}
