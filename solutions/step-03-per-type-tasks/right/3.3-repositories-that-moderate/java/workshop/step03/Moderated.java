package workshop.step03;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.transaction.annotation.Transactional;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.queue.Discard;

/** A repository of posts that knows how to moderate one. */
@NoRepositoryBean
public interface Moderated<P extends Post> extends JpaRepository<P, Long> {

    @Transactional
    default void moderate(String type, long id) {
        P post =
                findById(id)
                        .orElseThrow(() -> new Discard("No %s has the id %d.".formatted(type, id)));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        save(post);
    }
}
