package workshop.forum;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;

@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class ForumTest {

    /** A step needs no more than this: its properties and the forum come from the kit. */
    @Configuration
    @EnableAutoConfiguration
    static class Application {}

    @Autowired Questions questions;

    @Autowired Answers answers;

    @Autowired Comments comments;

    @Autowired DataSource database;

    @Test
    void questions_answers_and_comments_are_kept() {
        keeps(questions, Question::new);
        keeps(answers, Answer::new);
        keeps(comments, Comment::new);
    }

    private static <T extends Post> void keeps(
            JpaRepository<T, Long> all, Function<String, T> write) {
        T post = all.save(write.apply("Why?"));
        assertThat(post.getShown()).as("shown before moderation").isNull();

        post.setBody("Why not?");
        post.setShown("Why, indeed?");
        all.save(post);

        assertThat(all.findById(post.getId()))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found).isNotSameAs(post);
                            assertThat(found.getBody()).isEqualTo("Why not?");
                            assertThat(found.getShown()).isEqualTo("Why, indeed?");
                        });
    }

    @Test
    void the_database_is_h2_in_memory_unless_another_is_named() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(connection.getMetaData().getURL())
                    .startsWith(System.getProperty("workshop.db", "jdbc:h2:mem:"));
        }
    }

    @Test
    void starting_it_logs_nothing(CapturedOutput output) {
        new SpringApplicationBuilder(Application.class).run().close();

        assertThat(output).isEmpty();
    }
}
