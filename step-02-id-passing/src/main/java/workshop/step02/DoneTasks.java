package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** The tasks that were done, by the id of the task. */
public interface DoneTasks extends JpaRepository<Done, String> {
}
