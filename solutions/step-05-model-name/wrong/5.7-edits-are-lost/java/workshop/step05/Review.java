package workshop.step05;

import jakarta.persistence.*;

@Entity
public class Review extends Moderated {
    protected Review() {}

    public Review(String body) {
        super(body);
    }

    @Override
    public void setBody(String body) {}
}
