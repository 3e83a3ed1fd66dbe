package workshop.step05;

/** The fourth type: what someone thinks of an answer. */
public class Review extends Moderated {

    protected Review() {
        // for JPA
    }

    public Review(String body) {
        super(body);
    }
}
