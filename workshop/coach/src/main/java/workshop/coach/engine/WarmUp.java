package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.redis.Redis;

/**
 * A test like those of the exercises, for a JVM to load what they all need before the first of them
 * has to wait for it.
 */
@SpringBootTest(properties = "spring.main.lazy-initialization=true")
class WarmUp {

    @SpringBootApplication
    @EntityScan(basePackageClasses = Question.class)
    @EnableJpaRepositories(basePackageClasses = Questions.class)
    static class Forum {}

    @Test
    void a_question_is_kept(@Autowired Questions questions) {
        questions.save(new Question("Is it warm?"));
        assertThat(questions.findAll()).hasSize(1);
        questions.deleteAllInBatch();
        assertThat(Redis.client().ping()).isEqualTo("PONG");
    }
}
