package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** All tasks that are done. */
public interface DoneTasksRepository extends JpaRepository<Done, String> {}
