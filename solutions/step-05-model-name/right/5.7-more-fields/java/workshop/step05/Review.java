package workshop.step05;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/** The fourth type: what someone thinks of an answer. */
@Entity
public class Review extends Moderated {

    @Column(nullable = false)
    private int stars = 3;

    @ManyToOne(fetch = FetchType.LAZY)
    private Answer answer;

    Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
