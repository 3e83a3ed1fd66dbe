package workshop.forum;

/**
 * What moderation needs of a question, an answer or a comment: all that the three have in common.
 */
public interface Post {

    Long getId();

    /** The text as its author wrote it. */
    String getBody();

    void setBody(String body);

    /** The text that readers see; null until it was moderated. */
    String getShown();

    void setShown(String shown);
}
