package workshop.step03;

import org.springframework.data.jpa.repository.JpaRepository;
import workshop.forum.Post;

/** Moderates posts of any type. */
public interface ModerationService {

    <T extends Post> void moderate(JpaRepository<T, Long> posts, String type, long id);
}
