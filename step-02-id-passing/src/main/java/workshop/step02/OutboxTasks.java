package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** What waits to be enqueued. */
public interface OutboxTasks extends JpaRepository<OutboxTask, Long> {}
