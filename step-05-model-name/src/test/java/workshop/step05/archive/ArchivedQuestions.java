package workshop.step05.archive;

import org.springframework.data.jpa.repository.JpaRepository;

/** So that Spring Data knows of them, too. */
interface ArchivedQuestions extends JpaRepository<Question, Long> {}
