package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.queue.Discard;

@Exercise(
        id = "5.4",
        title = "Question 5 is not answer 5",
        points = 10,
        stars = 1,
        edit = "Posts.java")
@Step05Test
class NamesakesTest {

    private final Posts posts;
    private final Step05Fixture forum;
    private final EntityManagerFactory factory;

    NamesakesTest(Posts posts, Step05Fixture forum, EntityManagerFactory factory) {
        this.posts = posts;
        this.forum = forum;
        this.factory = factory;
    }

    @Test
    void each_finds_its_own_row() {
        forum.insert("question", 5, "a question");
        forum.insert("answer", 5, "an answer");
        forum.insert("comment", 5, "a comment");

        assertThat(bodyOf("Answer", 5))
                .as(
                        """
                        What was found for Answer 5. Each table counts its ids from 1: the model \
                        is part of the address.\
                        """)
                .isEqualTo("an answer");
        assertThat(bodyOf("Comment", 5)).as("what was found for Comment 5").isEqualTo("a comment");
        assertThat(bodyOf("Question", 5))
                .as("what was found for Question 5")
                .isEqualTo("a question");
    }

    @Test
    void in_one_transaction_too() {
        forum.insert("question", 5, "a question");
        forum.insert("answer", 5, "an answer");

        forum.inTransaction(
                em -> {
                    assertThat(posts.get(new Ref("Question", 5)).getBody())
                            .as("what was found for Question 5")
                            .isEqualTo("a question");
                    assertThat(posts.get(new Ref("Answer", 5)).getBody())
                            .as(
                                    """
                                    What was found for Answer 5, after Question 5 in the same \
                                    transaction. Whatever you remember, remember it by model and \
                                    id.\
                                    """)
                            .isEqualTo("an answer");
                });
    }

    @Test
    void a_row_that_is_gone_is_not_replaced_by_its_namesake() {
        forum.insert("question", 5, "a question, and innocent");
        var found = new ArrayList<String>();
        forum.inTransaction(
                em -> {
                    var thrown =
                            catchThrowable(
                                    () -> found.add(typeName(posts.get(new Ref("Answer", 5)))));

                    assertThat(found)
                            .as(
                                    """
                                    What was found for Answer 5, which was deleted. Question 5 is \
                                    still there, but it is another post; null breaks the task \
                                    later; getReference only promises a row. Look with find, and \
                                    throw a Discard if there is none.\
                                    """)
                            .isEmpty();
                    assertThat(thrown)
                            .as(
                                    """
                                    Looking for Answer 5, which was deleted. The task must end in \
                                    a Discard: a retry does not bring the row back.\
                                    """)
                            .isInstanceOf(Discard.class)
                            .hasMessageContaining("Answer 5");
                });
    }

    @Test
    void it_works_for_a_model_that_posts_does_not_mention() {
        forum.insert("reply", 5, "a follow-up");

        assertThat(bodyOf("Reply", 5))
                .as(
                        """
                        What was found for Reply 5. Refs knows which class that is; Posts needs no \
                        list of types.\
                        """)
                .isEqualTo("a follow-up");
    }

    @Test
    void finding_it_costs_one_query() {
        forum.insert("comment", 5, "a comment");
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();
        bodyOf("Comment", 5);

        assertThat(statistics.getPrepareStatementCount() - before)
                .as(
                        """
                        SQL statements to find Comment 5. The ref names the model, so there is \
                        only one table to look in.\
                        """)
                .isEqualTo(1);
    }

    private String bodyOf(String model, long id) {
        try {
            return forum.see(em -> posts.get(new Ref(model, id)).getBody());
        } catch (Discard discard) {
            return "A Discard: " + discard.getMessage();
        }
    }

    /** Not {@code toString()}: a proxy would look for its row. */
    private static String typeName(Moderated post) {
        return post == null ? "null" : post.getClass().getSimpleName();
    }
}
