package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** All tasks that wait to be enqueued. */
public interface OutboxTasks extends JpaRepository<OutboxTask, Long> {}
