package workshop.step05;

import org.springframework.data.jpa.repository.JpaRepository;

/** All answers. */
public interface Answers extends JpaRepository<Answer, Long> {}
