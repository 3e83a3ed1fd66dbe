package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** All answers. */
public interface Answers extends JpaRepository<Answer, Long> {

    /** The author has the last word. */
    @Modifying
    @Query("update Answer a set a.body = :body where a.id = :id")
    int overwrite(long id, String body);
}
