package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** All notices to authors. */
public interface Notices extends JpaRepository<Notice, Long> {

    /** Whether that question's author ever got a notice. */
    boolean existsByQuestionId(long questionId);
}
