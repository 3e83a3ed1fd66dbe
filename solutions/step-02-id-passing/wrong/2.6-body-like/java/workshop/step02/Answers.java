package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** All answers. */
public interface Answers extends JpaRepository<Answer, Long> {

    /** Shows a text, if the one it was made from is still there. */
    @Modifying
    @Query("update Answer a set a.shown = :shown where a.id = :id and a.body like :body")
    int show(long id, String body, String shown);
}
