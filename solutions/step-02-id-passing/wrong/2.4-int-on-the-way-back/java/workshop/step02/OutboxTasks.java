package workshop.step02;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** All tasks that wait to be enqueued. */
public interface OutboxTasks extends JpaRepository<OutboxTask, Long> {

    /** Note and question of each row, the oldest first. */
    @Query(value = "select id, question_id from outbox_task order by id", nativeQuery = true)
    List<Object[]> waiting();
}
