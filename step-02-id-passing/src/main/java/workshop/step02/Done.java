package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that says that a task was done. Its key is unique: the database makes sure of that. */
@Entity
public class Done {

    @Id private String taskId;

    protected Done() {
        // for JPA
    }

    public Done(String taskId) {
        this.taskId = taskId;
    }
}
