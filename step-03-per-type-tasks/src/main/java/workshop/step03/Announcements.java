package workshop.step03;

import org.springframework.data.jpa.repository.JpaRepository;

/** All announcements. */
public interface Announcements extends JpaRepository<Announcement, Long> {}
