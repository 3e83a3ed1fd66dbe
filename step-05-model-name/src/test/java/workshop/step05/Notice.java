package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.PreUpdate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notice of the forum's staff. It has no repository, and another entity extends it. */
@Entity
public class Notice extends Moderated {

    static final String MINOR = "(minor) ";
    static final String BROKEN = "(broken)";

    /** What it said, each time that it was asked. */
    static final List<Boolean> ANSWERS = new CopyOnWriteArrayList<>();

    protected Notice() {
        // for JPA
    }

    public Notice(String body) {
        super(body);
    }

    /** Decides by what the text is at the moment of the question. */
    @Override
    public boolean needsModeration() {
        boolean answer = !getBody().startsWith(MINOR) && super.needsModeration();
        ANSWERS.add(answer);
        return answer;
    }

    @PreUpdate
    void refuseTheBrokenText() {
        if (BROKEN.equals(getBody())) {
            throw new UnsupportedOperationException("this text cannot be written");
        }
    }
}
