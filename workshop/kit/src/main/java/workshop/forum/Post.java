package workshop.forum;

/** What questions, answers and comments have in common, which is all that moderation needs. */
public interface Post {

    /** The database's key; null until it was saved. */
    Long getId();

    /** The text as its author wrote it. */
    String getBody();

    void setBody(String body);

    /** The text that readers see; null until the text was moderated. */
    String getShown();

    void setShown(String shown);
}
