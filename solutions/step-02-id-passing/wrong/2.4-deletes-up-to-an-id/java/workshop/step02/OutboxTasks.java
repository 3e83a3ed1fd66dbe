package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** All tasks that wait to be enqueued. */
public interface OutboxTasks extends JpaRepository<OutboxTask, Long> {

    @Modifying
    @Transactional
    @Query("delete from OutboxTask where id <= :last")
    void deleteUpTo(long last);
}
