package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A notice to a question's author, who sees every single one. */
@Entity
public class Notice {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long questionId;

    private String text;

    protected Notice() {
        // for JPA
    }

    public Notice(long questionId, String text) {
        this.questionId = questionId;
        this.text = text;
    }
}
