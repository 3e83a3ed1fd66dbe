package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** The fourth type: what someone thinks of an answer. */
@Entity
public class Review {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String body;

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        this.body = body;
    }
}
