package workshop.step02;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** All answers. */
public interface Answers extends JpaRepository<Answer, Long> {

    @Modifying
    @Query("update Answer set shown = :shown where id = :id and lower(body) = lower(:body)")
    int show(long id, String shown, String body);
}
