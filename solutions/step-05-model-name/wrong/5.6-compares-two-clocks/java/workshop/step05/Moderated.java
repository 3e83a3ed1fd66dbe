package workshop.step05;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
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

    /** When the author last wrote the text. */
    private Instant editedAt;

    protected Moderated() {
        // for JPA
    }

    protected Moderated(String body) {
        this.body = body;
        this.editedAt = Instant.now();
    }

    /** Whether the current save concerns moderation; {@link EnqueueOnSave} asks. */
    public boolean needsModeration() {
        return moderatedAt == null || editedAt.isAfter(moderatedAt);
    }

    /** Stores the moderated text, and when it was moderated. */
    public void moderated(String shown, Instant when) {
        this.shown = shown;
        this.moderatedAt = when;
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
        this.editedAt = Instant.now();
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
