package workshop.step05;

/** The fourth type: what someone thinks of an answer. */
public class Review {

    public Review(String body) {
        // TODO 5.7: make it an entity that is moderated. Change no other file.
        throw new UnsupportedOperationException(
                "TODO 5.7: make it an entity that is moderated. Change no other file.");
    }
}
