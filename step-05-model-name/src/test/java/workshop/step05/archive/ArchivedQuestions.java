package workshop.step05.archive;

import org.springframework.data.jpa.repository.JpaRepository;

/** Tells Spring Data about them, too. */
interface ArchivedQuestions extends JpaRepository<Question, Long> {}
