package workshop.step05;

/** The fourth type: what somebody thinks of an answer. */
public class Review {

    public Review(String body) {
        // TODO 5.7: make reviews an entity that is moderated whenever it was saved. Touch no other
        // file.
        throw new UnsupportedOperationException(
                "TODO 5.7: make reviews an entity that is moderated whenever it was saved. Touch no"
                        + " other file.");
    }
}
