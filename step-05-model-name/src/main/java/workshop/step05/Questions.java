package workshop.step05;

import org.springframework.data.jpa.repository.JpaRepository;

/** All questions. */
public interface Questions extends JpaRepository<Question, Long> {}
