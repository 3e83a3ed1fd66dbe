package workshop.step05;

import org.springframework.data.jpa.repository.JpaRepository;

/** Tells Spring Data about them, too. */
interface FollowUps extends JpaRepository<FollowUp, Long> {}
