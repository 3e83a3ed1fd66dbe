package workshop.step05;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import workshop.forum.Post;

/** The mixin: whatever extends it is moderated each time it is saved. */
@MappedSuperclass
@EntityListeners(EnqueueOnSave.class)
public abstract class Moderated implements Post {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** Author and worker write the same row; neither may silently undo the other's change. */
    @Version private long version;

    private String body;

    private String shown;

    private Instant moderatedAt;

    /** The text that was moderated last. */
    private static final Map<Long, String> MODERATED = new ConcurrentHashMap<>();

    protected Moderated() {
        // for JPA
    }

    protected Moderated(String body) {
        this.body = body;
    }

    /** Whether the current save concerns moderation; {@link EnqueueOnSave} asks. */
    public boolean needsModeration() {
        return !String.valueOf(body).equals(MODERATED.get(id));
    }

    /** Stores the moderated text, and when it was moderated. */
    public void moderated(String shown, Instant when) {
        this.shown = shown;
        this.moderatedAt = when;
        MODERATED.put(id, String.valueOf(body));
    }

    /** When a worker last looked at it; null until then. */
    public Instant getModeratedAt() {
        return moderatedAt;
    }

    @Override
    public Long getId() {
        return id;
    }

    @Override
    public String getBody() {
        return body;
    }

    @Override
    public void setBody(String body) {
        this.body = body;
    }

    @Override
    public String getShown() {
        return shown;
    }

    @Override
    public void setShown(String shown) {
        this.shown = shown;
    }
}
