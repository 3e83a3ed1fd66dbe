package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A login: an entity like the others, but moderation has no business with it. */
@Entity
public class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String passwordHash;

    protected Account() {
        // for JPA
    }

    public Account(String passwordHash) {
        this.passwordHash = passwordHash;
    }
}
