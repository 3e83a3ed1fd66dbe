package workshop.step03;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.queue.Discard;

@Service
class ModerationServiceImpl implements ModerationService {

    @Override
    @Transactional
    public <T extends Post> void moderate(JpaRepository<T, Long> posts, String type, long id) {
        T post =
                posts.findById(id)
                        .orElseThrow(() -> new Discard(type + " " + id + " does not exist."));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        posts.save(post);
    }
}
