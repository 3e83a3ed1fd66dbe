package workshop.forum;

/** What questions, answers and comments have in common, which is all that moderation needs. */
public interface Post {

    /** The database's key; null until the post is saved. */
    Long getId();

    /** The text as its author wrote it. */
    String getBody();

    void setBody(String body);

    /** The text that readers see; null until the text is moderated. */
    String getShown();

    void setShown(String shown);
}
