package workshop.step05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.EntityManagerFactory;
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
    private final Forum forum;
    private final EntityManagerFactory factory;

    NamesakesTest(Posts posts, Forum forum, EntityManagerFactory factory) {
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
                        "What was found for Answer 5. Each table counts its ids from 1: the model"
                                + " is part of the address.")
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
                                    "What was found for Answer 5, after Question 5 in the same"
                                            + " transaction. Whatever you remember, remember it by"
                                            + " model and id.")
                            .isEqualTo("an answer");
                });
    }

    @Test
    void a_row_that_is_gone_is_not_replaced_by_its_namesake() {
        forum.insert("question", 5, "a question, and innocent");

        forum.inTransaction(
                em -> {
                    var thrown = catchThrowable(() -> posts.get(new Ref("Answer", 5)));

                    assertThat(thrown)
                            .as(
                                    "Looking for Answer 5, which was deleted. Nothing was thrown:"
                                        + " either Question 5, which is still there, was taken for"
                                        + " it, or you got a reference. getReference only promises"
                                        + " a row; find looks.")
                            .isNotNull();
                    assertThat(thrown)
                            .as(
                                    "Looking for Answer 5, which was deleted. The task must end in"
                                        + " a Discard: trying again does not bring the row back.")
                            .isInstanceOf(Discard.class)
                            .hasMessageContaining("Answer 5");
                });
    }

    @Test
    void it_works_for_models_that_this_file_never_heard_of() {
        forum.insert("reply", 5, "a follow-up");

        assertThat(bodyOf("Reply", 5))
                .as(
                        "What was found for Reply 5. Which class that is, Refs knows; this file"
                                + " needs no list of its own.")
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
                        "SQL statements to find Comment 5. The ref says which table: there is no"
                                + " need to look into others.")
                .isEqualTo(1);
    }

    private String bodyOf(String model, long id) {
        try {
            return forum.see(em -> posts.get(new Ref(model, id)).getBody());
        } catch (Discard discard) {
            return "A Discard: " + discard.getMessage();
        }
    }
}
