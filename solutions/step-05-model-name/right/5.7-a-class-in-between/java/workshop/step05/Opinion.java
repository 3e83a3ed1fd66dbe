package workshop.step05;

import jakarta.persistence.MappedSuperclass;

/** No entity, but what entities of this kind have in common. */
@MappedSuperclass
public abstract class Opinion extends Moderated {

    private Integer stars;

    protected Opinion() {
        // for JPA
    }

    protected Opinion(String body) {
        super(body);
    }

    public Integer getStars() {
        return stars;
    }
}
