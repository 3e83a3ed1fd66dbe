package workshop.step02;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/**
 * What the search knows about a question: the text of one of its revisions. It is created together
 * with the question, at revision 0.
 */
@Entity
public class SearchEntry {

    @Id private Long questionId;

    @Version private long version;

    private long revision;

    private String text;

    protected SearchEntry() {
        // for JPA
    }

    public SearchEntry(long questionId, String text) {
        this.questionId = questionId;
        this.text = text;
    }

    public Long getQuestionId() {
        return questionId;
    }

    /** How often the question was saved before this text; 0 for the first text. */
    public long getRevision() {
        return revision;
    }

    public String getText() {
        return text;
    }

    public void setText(long revision, String text) {
        this.revision = revision;
        this.text = text;
    }
}
