package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that says: this task was done. Its key is unique, and the database sees to that. */
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
