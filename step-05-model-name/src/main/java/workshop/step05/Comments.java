package workshop.step05;

import org.springframework.data.jpa.repository.JpaRepository;

/** All comments. */
public interface Comments extends JpaRepository<Comment, Long> {}
