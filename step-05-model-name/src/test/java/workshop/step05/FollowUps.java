package workshop.step05;

import org.springframework.data.jpa.repository.JpaRepository;

/** So that Spring Data knows of them, too. */
interface FollowUps extends JpaRepository<FollowUp, Long> {}
