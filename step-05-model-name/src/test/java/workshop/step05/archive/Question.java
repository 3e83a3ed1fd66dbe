package workshop.step05.archive;

import jakarta.persistence.Entity;
import workshop.step05.Moderated;

/**
 * A question from the forum's first years. Its class is called as another one is, so JPA knows it
 * by a name of its own.
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
