package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;

/** All notes to authors. */
public interface Notices extends JpaRepository<Notice, Long> {

    /** Whether the author of that question was ever sent one. */
    boolean existsByQuestionId(long questionId);
}
